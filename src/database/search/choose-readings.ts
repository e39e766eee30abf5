import type { Kysely } from 'kysely';
import { sortOf } from '../sort-columns.ts';
import type { Tables } from '../tables.ts';
import { type CardQuery, passedBy } from './card-query.ts';
import { chooseByOrder } from './choose-by-order.ts';
import { chooseByRelevance } from './choose-by-relevance.ts';
import type { Costs } from './costs.ts';
import type { Readings } from './reading.ts';
import { takeSample } from './sample.ts';
import { findWayIn } from './way-in.ts';

/** Counting further would cost more than reading all cards. */
const mostCounted = 50_000;

/** Databases guess what a condition leaves over, and guess wrong; so it is counted, and tried on a sample. */
export async function chooseReadings(db: Kysely<Tables>, asked: CardQuery, costs: Costs): Promise<Readings> {
  const isByRelevance = sortOf(asked.query).field === 'relevance';
  const passes = passedBy(asked);
  if (asked.condition === true && !isByRelevance) return { first: { kind: 'walk', passes } };
  const count = (most: number) => findWayIn(db, asked.root, { kind: asked.kind, most });
  const few = await count(costs.fewEnough);
  if (few !== undefined) return { first: { kind: 'gather', ...few } };
  const sample = await takeSample(db, { kind: asked.kind, passes, finds: asked.condition });
  const situation = { asked, costs, sample, passes, findWayIn: () => count(mostCounted) };
  return isByRelevance ? chooseByRelevance(situation) : chooseByOrder(db, situation);
}
