import type { SearchNode } from '../../domain/search-query.ts';
import { type CardQuery, cardsWanted } from './card-query.ts';
import type { Costs } from './costs.ts';
import type { Passing } from './passing.ts';
import type { Sample } from './sample.ts';
import type { WayIn } from './way-in.ts';

/** What is known of a search that next to nothing fulfils, or a good part of the library. */
export interface Situation {
  readonly asked: CardQuery;
  readonly costs: Costs;
  readonly sample: Sample;
  readonly passes: Passing;
  /** By other parts of the search than these. */
  findWayIn(beside?: readonly SearchNode[]): Promise<WayIn | undefined>;
}

/** How many cards are passed until the page is full. */
export function stepsFor({ query }: CardQuery, { passed, found, doubt }: Sample): number {
  return cardsWanted(query) * (passed / found) * doubt;
}
