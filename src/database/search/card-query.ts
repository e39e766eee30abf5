import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { AssetQuery } from '../../domain/asset.ts';
import type { Comparison, SearchNode } from '../../domain/search-query.ts';
import { sortOf } from '../sort-columns.ts';
import { assetCondition } from './asset-condition.ts';
import { allOf, type Condition } from './condition.ts';
import type { Kind } from './kind.ts';
import { isNoImage, isPrivate, isUnpublished, isUntagged } from './rare-flags.ts';

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

/**
 * The part of the condition that an index knows together with the order of the list: a walk passes no other cards.
 * One at most, so that no database has to choose.
 */
export function passedBy({ query, kind, root }: CardQuery): Condition {
  const { field } = sortOf(query);
  const nodes = root === undefined ? [] : root.kind === 'and' ? root.nodes : [root];
  const range = rangesOf(
    nodes,
    { created: 'createdAt', updated: 'updatedAt', size: 'size' }[field as string],
  );
  if (range.length > 0) return allOf(range.map((one) => assetCondition(one, kind)));
  const beginning = nodes.find((node) => node.kind === 'prefix' && node.field.name === field);
  if (beginning !== undefined) return assetCondition(beginning, kind);
  if (field !== 'created') return true;
  const [folder] = nodes.filter((node) => isEquality(node, 'path'));
  if (folder?.kind === 'in') {
    const [path] = folder.values;
    return sql`card.folder_id = (select at.id from folders as at where at.path = ${path})`;
  }
  const [format] = nodes.filter((node) => isEquality(node, 'format'));
  if (format?.kind === 'in') return sql`card.format = ${format.values[0]}`;
  if (query.fileType === 'non-image') return isNoImage;
  return nodes.map(rareFlagOf).find((flag) => flag !== undefined) ?? true;
}

function rangesOf(nodes: readonly SearchNode[], field: string | undefined): Comparison[] {
  return nodes.filter((node) => node.kind === 'compare' && node.field.name === field) as Comparison[];
}

function isEquality(node: SearchNode, field: string): boolean {
  return node.kind === 'in' && node.field.name === field && !node.negated && node.values.length === 1;
}

function rareFlagOf(node: SearchNode): RawBuilder<SqlBool> | undefined {
  if (node.kind === 'exists') return node.negated && node.field.name === 'tags' ? isUntagged : undefined;
  if (node.kind !== 'in') return undefined;
  if (node.field.name === 'private' && node.values[0] === true) return isPrivate;
  return node.field.name === 'published' && node.values[0] === false ? isUnpublished : undefined;
}
