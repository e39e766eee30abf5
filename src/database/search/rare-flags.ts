import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { SearchNode } from '../../domain/search-query.ts';

/** What is true of few cards in most libraries. Word for word the conditions of their indexes (migration 0014). */
export const isPrivate = sql<SqlBool>`card.is_private = 1`;
export const isUnpublished = sql<SqlBool>`card.is_published = 0`;
export const isUntagged = sql<SqlBool>`card.is_tagged = 0`;
export const isNoImage = sql<SqlBool>`card.is_image = 0`;

/** Undefined: it is no wish for one of them. */
export function rareFlagOf(node: SearchNode): RawBuilder<SqlBool> | undefined {
  if (node.kind === 'exists') return node.negated && node.field.name === 'tags' ? isUntagged : undefined;
  if (node.kind !== 'in') return undefined;
  if (node.field.name === 'private' && node.values[0] === true) return isPrivate;
  return node.field.name === 'published' && node.values[0] === false ? isUnpublished : undefined;
}

/** Each of these indexes knows the other flags of its cards too. */
export function isToldByFlags(node: SearchNode): boolean {
  if (node.kind === 'exists') return node.field.name === 'tags';
  if (node.kind !== 'in') return false;
  const { name } = node.field;
  return name === 'private' || name === 'published' || name === 'transparency';
}
