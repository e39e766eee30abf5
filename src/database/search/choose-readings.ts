import type { SearchNode } from '../../domain/search-query.ts';
import { sortOf } from '../sort-columns.ts';
import type { CardQuery } from './card-query.ts';
import { chooseByOrder } from './choose-by-order.ts';
import { chooseByRelevance } from './choose-by-relevance.ts';
import type { Costs } from './costs.ts';
import type { Estimates } from './estimates.ts';
import { passingOf } from './passing.ts';
import type { Readings } from './reading.ts';
import { takeSample } from './sample.ts';
import type { Situation } from './situation.ts';
import { withoutParts } from './told-parts.ts';
import { findWayIn } from './way-in.ts';

/** Counting further would cost more than reading all cards. */
const mostCounted = 50_000;

/** Databases guess what a condition leaves over, and guess wrong; so it is counted, and tried on a sample. */
export async function chooseReadings(
  estimates: Estimates,
  asked: CardQuery,
  costs: Costs,
): Promise<Readings> {
  const isByRelevance = sortOf(asked.query).field === 'relevance';
  const passes = passingOf(asked);
  if (asked.condition === true && !isByRelevance) return { first: { kind: 'walk', passes } };
  const count = (most: number, beside: readonly SearchNode[] = []) =>
    findWayIn(estimates, withoutParts(asked.root, beside), { kind: asked.kind, most });
  const few = await count(costs.fewEnough);
  if (few !== undefined) return { first: { kind: 'gather', ...few, crossed: [] } };
  const sample = await takeSample(estimates, asked, passes);
  const situation: Situation = {
    asked,
    costs,
    sample,
    passes,
    findWayIn: (beside) => count(mostCounted, beside),
  };
  return isByRelevance ? chooseByRelevance(situation) : chooseByOrder(estimates, situation);
}
