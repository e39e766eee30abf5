import type { CardQuery } from './card-query.ts';
import { cheapestGather } from './cheapest-gather.ts';
import type { Reading } from './reading.ts';
import type { Situation } from './situation.ts';
import { partsOf } from './told-parts.ts';
import type { WayIn } from './way-in.ts';

export interface Choice {
  readonly reading: Reading;
  readonly cost: number;
  /** What an index points at, when that is not too much to count. */
  readonly hits?: WayIn;
  /** How many they are, when all of them fit. */
  readonly found?: number;
}

/** Without an order to stop in. */
export async function cheapestOfAll(situation: Situation): Promise<Choice> {
  const { asked, sample, costs } = situation;
  const hits = await situation.findWayIn();
  const scan = { reading: { kind: 'scan' }, cost: sample.cards * costs.scan } as const;
  if (hits === undefined) return scan;
  const isAll = isAllAsked(asked, hits);
  const known = { hits, ...(isAll && { found: hits.count }) };
  const gather = cheapestGather(situation, hits);
  return { ...(gather.cost > scan.cost ? scan : gather), ...known };
}

function isAllAsked({ query, root }: CardQuery, { proven, isExact }: WayIn): boolean {
  return isExact && query.fileType === 'all' && partsOf(root).every((part) => proven.includes(part));
}
