import { type SqlBool, sql } from 'kysely';
import { sortKey, sortOf } from '../sort-columns.ts';
import type { CardQuery } from './card-query.ts';
import { type Choice, cheapestOfAll } from './cheapest-of-all.ts';
import { allOf, toSql } from './condition.ts';
import type { Estimates } from './estimates.ts';
import { isOfKind } from './key-sources.ts';
import { firstOrder } from './page-rows.ts';
import type { Readings, Sieve, Walk } from './reading.ts';
import type { Sample } from './sample.ts';
import { type Situation, stepsFor } from './situation.ts';
import { looksAtEach, splitByOrder } from './stop-at.ts';
import type { WayIn } from './way-in.ts';

/** A walk may become so much longer than it should before another reading is tried. */
const lavish = 4;

export async function chooseByOrder(estimates: Estimates, situation: Situation): Promise<Readings> {
  const { asked, costs, sample, passes } = situation;
  const stepCost = walkCost(situation);
  const steps = stepsFor(asked, sample);
  if (steps * stepCost <= costs.countAll) {
    const first = await endSoon(estimates, { kind: 'walk', passes }, { asked, steps: lavish * steps });
    return { first, ...(first.end && { other: async () => (await cheapestOfAll(situation)).reading }) };
  }
  const other = await cheapestOfAll(situation);
  const along = await cheapestInOrder(situation, other);
  if (along.cost >= other.cost) return { first: other.reading };
  // No more than what the other reading costs may be lost.
  const most = Math.min(lavish * along.steps, other.cost / along.stepCost);
  const first = await endSoon(estimates, along.reading, { asked, steps: most });
  return { first, ...(first.end && { other: async () => other.reading }) };
}

/** Of a step. */
function walkCost({ asked, costs, sample, passes }: Situation): number {
  const whole = sortOf(asked.query).field === 'created' ? costs.walkByCreation : costs.walk;
  if (looksAtEach(asked, passes)) return whole;
  const { looks, rest } = splitByOrder(asked, passes.proven);
  const lookedUp = rest === true ? 0 : sample.told / sample.passed;
  return Math.min(whole, costs.pass + looks * costs.look + lookedUp * costs.gather);
}

/** Readings that stop when the page is full. */
async function cheapestInOrder(situation: Situation, other: Choice) {
  const { asked, sample, costs, passes } = situation;
  const steps = stepsFor(asked, improve(sample, other.found));
  const stepCost = walkCost(situation);
  const walk = { reading: { kind: 'walk', passes }, cost: steps * stepCost, steps, stepCost } as const;
  // Of older versions an index does not know all that parts ties.
  if (asked.kind !== 'file') return walk;
  const hits = await hitsBeside(situation, other);
  if (hits === undefined) return walk;
  const { source, proven, count } = hits;
  // Hits are looked at unless all of them fit.
  const share = other.found === undefined ? count / sample.cards : 0;
  const passCost = costs.pass + share * costs.gather;
  const cost = count * costs.note + steps * passCost;
  const sieve = {
    reading: { kind: 'sieve', passes, source, proven },
    cost,
    steps,
    stepCost: passCost,
  } as const;
  return sieve.cost < walk.cost ? sieve : walk;
}

/** Those that are passed would all be hits of what they are passed by. */
async function hitsBeside({ passes, findWayIn }: Situation, { hits }: Choice): Promise<WayIn | undefined> {
  const isPassed = hits?.proven.some((part) => passes.proven.includes(part));
  return isPassed === true ? findWayIn(passes.proven) : hits;
}

/** Counted is better than sampled. */
function improve(sample: Sample, found: number | undefined): Sample {
  return found === undefined ? sample : { ...sample, found: Math.max(1, found) / sample.cards, doubt: 1 };
}

/** The same, but it ends behind so many steps, if there are as many. */
async function endSoon(
  estimates: Estimates,
  walk: Walk | Sieve,
  { asked: { query, kind }, steps }: { readonly asked: CardQuery; readonly steps: number },
): Promise<Walk | Sieve> {
  const { field, direction } = sortOf(query);
  const key = sortKey(field, kind, query);
  const [last] = await estimates.read(sql<{
    key: string | number | null;
  }>`select ${key} as key from cards as card
    where ${toSql(allOf([isOfKind(kind), walk.passes.condition]))}
    order by ${firstOrder({ query, kind })} limit 1 offset ${Math.ceil(steps)}`);
  // Missing values come last.
  if (last === undefined || last.key === null) return walk;
  const end = sql<SqlBool>`${key} ${sql.raw(direction === 'asc' ? '<=' : '>=')} ${last.key}`;
  return { ...walk, end };
}
