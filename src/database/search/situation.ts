import { type CardQuery, cardsWanted } from './card-query.ts';
import type { Condition } from './condition.ts';
import type { Costs } from './costs.ts';
import type { Reading } from './reading.ts';
import type { Sample } from './sample.ts';
import type { WayIn } from './way-in.ts';

/** What is known of a search that next to nothing fulfils, or a good part of the library. */
export interface Situation {
  readonly asked: CardQuery;
  readonly costs: Costs;
  readonly sample: Sample;
  readonly passes: Condition;
  findWayIn(): Promise<WayIn | undefined>;
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
  const { count, proven } = hits;
  const isAll = asked.root !== undefined && proven.includes(asked.root) && asked.query.fileType === 'all';
  const known = { hits, ...(isAll && { found: count }) };
  const cost = count * costs.gather;
  return cost > scan.cost ? { ...scan, ...known } : { reading: { kind: 'gather', ...hits }, cost, ...known };
}

/** How many cards are passed until the page is full. */
export function stepsFor({ query }: CardQuery, { passed, found, doubt }: Sample): number {
  return cardsWanted(query) * (passed / found) * doubt;
}
