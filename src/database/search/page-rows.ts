import { type RawBuilder, sql } from 'kysely';
import { sortKey, sortOf } from '../sort-columns.ts';
import type { CardQuery } from './card-query.ts';

type Rows = RawBuilder<unknown>;

/** What is known of a card on the page (PageRow). */
export function pageColumns(
  { query, kind }: CardQuery,
  key = sortKey(sortOf(query).field, kind, query),
): Rows {
  // A column that the index of the order does not have would be looked up for every card before the page too.
  const version = kind === 'file' ? sql`''` : sql.ref('card.version_id');
  return sql`card.version_key, null as folder_id, ${key} as sort_key, card.created_at as sort_created,
    card.file_id as sort_id, ${version} as sort_version`;
}

/** Ties rise in either direction (spec search §7). Written as indexes have it: a column twice, or one more, would hide them. */
export function orderOfCards({ query, kind }: CardQuery): Rows {
  const { field } = sortOf(query);
  const ties = kind === 'file' ? ['card.file_id'] : ['card.file_id', 'card.version_id'];
  const all = field === 'created' ? ties : ['card.created_at', ...ties];
  return sql.join([firstOrder({ query, kind }), ...all.map((column) => sql.ref(column))]);
}

/** Missing values come last in both directions; saying so where there are none would hide an index. */
export function firstOrder({ query, kind }: Pick<CardQuery, 'query' | 'kind'>): Rows {
  const { field, direction } = sortOf(query);
  const key = field === 'relevance' ? sql.ref('sort_key') : sortKey(field, kind, query);
  const nulls = field === 'width' || field === 'height' ? ' nulls last' : '';
  return sql`${key} ${sql.raw(direction + nulls)}`;
}
