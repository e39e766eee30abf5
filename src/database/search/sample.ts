import { sql } from 'kysely';
import type { CardQuery } from './card-query.ts';
import { allOf, type Condition, toSql } from './condition.ts';
import type { Estimates } from './estimates.ts';
import { isOfKind } from './key-sources.ts';
import type { Passing } from './passing.ts';
import { splitByOrder } from './stop-at.ts';

export interface Sample {
  /** About how many cards there are, those of other kinds included. */
  readonly cards: number;
  /** Parts of all cards: those that a walk would pass, those of them whose key tells nothing against them, and those that fit. Never 0. */
  readonly passed: number;
  readonly told: number;
  readonly found: number;
  /** By what the part that fits may be smaller than it looks: few were found. */
  readonly doubt: number;
}

/** Enough to tell one in a hundred from one in a thousand. */
const drawn = 256;

/**
 * A look at a few hundred cards that chance has picked, the same ones every time: those whose keys have the lowest random digits
 * (ids.ts). How low these are tells how many there are.
 */
export async function takeSample(estimates: Estimates, asked: CardQuery, passes: Passing): Promise<Sample> {
  const isPassed = allOf([isOfKind(asked.kind), passes.condition]);
  const isTold = splitByOrder(asked, passes.proven).told;
  const [row] = await estimates.read(sql<SampleRow>`
    select count(*) as seen, max(drawn.digits) as highest, sum(${oneIf(isPassed)}) as passed,
      sum(${oneIf(allOf([isPassed, isTold]))}) as told, sum(${oneIf(allOf([isPassed, asked.condition]))}) as found
    from (select version_key, substr(version_key, 9) as digits from cards
      order by substr(version_key, 9) limit ${drawn}) as drawn
    cross join cards as card where card.version_key = drawn.version_key`);
  const seen = Number(row?.seen ?? 0);
  const share = (count: number | null | undefined) => (Number(count ?? 0) + 0.5) / (seen + 1);
  const part = Number.parseInt((row?.highest ?? '').slice(0, 8), 16) / 2 ** 32;
  return {
    cards: seen === drawn && part > 0 ? Math.round(seen / part) : seen,
    passed: share(row?.passed),
    told: share(row?.told),
    found: share(row?.found),
    doubt: 1 + 2 / (Number(row?.found ?? 0) + 0.25),
  };
}

interface SampleRow {
  readonly seen: number;
  readonly highest: string | null;
  readonly passed: number | null;
  readonly told: number | null;
  readonly found: number | null;
}

function oneIf(condition: Condition) {
  return sql`case when ${toSql(condition)} then 1 else 0 end`;
}
