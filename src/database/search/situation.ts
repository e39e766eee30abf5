import type { SearchNode } from '../../domain/search-query.ts';
import { type CardQuery, cardsWanted } from './card-query.ts';
import type { Costs } from './costs.ts';
import type { Passing } from './passing.ts';
import type { Reading } from './reading.ts';
import type { Sample } from './sample.ts';
import { partsOf } from './told-parts.ts';
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

export interface Choice {
  readonly reading: Reading;
  readonly cost: number;
  /** What an index points at, when that is not too much to count. */
  readonly hits?: WayIn;
  /** How many they are, when all of them fit. */
  readonly found?: number;
}

/** Without an order to stop in. */
export async function cheapestOfAll({ asked, sample, costs, findWayIn: find }: Situation): Promise<Choice> {
  const hits = await find();
  const scan = { reading: { kind: 'scan' }, cost: sample.cards * costs.scan } as const;
  if (hits === undefined) return scan;
  const { count } = hits;
  const isAll = isAllAsked(asked, hits);
  const known = { hits, ...(isAll && { found: count }) };
  const cost = count * costs.gather;
  return cost > scan.cost ? { ...scan, ...known } : { reading: { kind: 'gather', ...hits }, cost, ...known };
}

function isAllAsked({ query, root }: CardQuery, { proven, isExact }: WayIn): boolean {
  return isExact && query.fileType === 'all' && partsOf(root).every((part) => proven.includes(part));
}

/** How many cards are passed until the page is full. */
export function stepsFor({ query }: CardQuery, { passed, found, doubt }: Sample): number {
  return cardsWanted(query) * (passed / found) * doubt;
}
