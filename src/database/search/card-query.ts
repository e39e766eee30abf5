import { sql } from 'kysely';
import type { AssetQuery } from '../../domain/asset.ts';
import type { SearchNode } from '../../domain/search-query.ts';
import { assetCondition } from './asset-condition.ts';
import { allOf, type Condition } from './condition.ts';
import type { Kind } from './kind.ts';
import { isNoImage } from './rare-flags.ts';

/** What is asked of the cards of one kind. */
export interface CardQuery {
  readonly query: AssetQuery;
  readonly kind: Exclude<Kind, 'folder'>;
  readonly root: SearchNode | undefined;
  /** All that must be true of a card, but for its kind. */
  readonly condition: Condition;
}

/** Undefined: no card can make the condition true. */
export function makeCardQuery(
  query: AssetQuery,
  kind: CardQuery['kind'],
  root: SearchNode | undefined,
): CardQuery | undefined {
  const wish = root === undefined ? true : assetCondition(root, kind);
  const condition = allOf([isOfFileType(query), wish]);
  return condition === false ? undefined : { query, kind, root, condition };
}

/** For a look at all cards. */
export function conditionOfAll({ query, kind, root }: CardQuery): Condition {
  return allOf([isOfFileType(query), root === undefined ? true : assetCondition(root, kind, 'all')]);
}

/** What is left to look at when parts of the search are known to be true. */
export function conditionWithout({ query, kind, root }: CardQuery, proven: readonly SearchNode[]): Condition {
  return allOf([isOfFileType(query), wishWithout(root)]);

  function wishWithout(node: SearchNode | undefined): Condition {
    if (node === undefined || proven.includes(node)) return true;
    return node.kind === 'and' ? allOf(node.nodes.map(wishWithout)) : assetCondition(node, kind);
  }
}

/** What of a list is wanted. */
export interface Cut {
  readonly limit: number;
  readonly offset: number;
}

/** So many cards make the page and those before it. */
export function cardsWanted({ limit, skip }: AssetQuery): number {
  return Math.min(Number.MAX_SAFE_INTEGER, limit + skip);
}

function isOfFileType({ fileType }: AssetQuery): Condition {
  if (fileType === 'all') return true;
  return fileType === 'image' ? sql`card.is_image = 1` : isNoImage;
}
