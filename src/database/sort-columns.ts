import { sql } from 'kysely';
import type { AssetQuery, SortField } from '../domain/asset.ts';
import { assetColumns } from './search/asset-columns.ts';
import type { Column } from './search/compare-values.ts';
import type { Kind } from './search/kind.ts';
import { relevanceOf } from './search/relevance.ts';

/** Nothing is more relevant than anything else where no words were asked for: the ties decide (spec search §7). */
export function sortOf({ sort, search }: AssetQuery): AssetQuery['sort'] {
  const isEmpty = sort.field === 'relevance' && (search?.root === undefined || !search.usesHas);
  return isEmpty ? { field: 'created', direction: 'asc' } : sort;
}

/** What each kind of asset is sorted by. A folder has no size, width or height. */
export function sortKey(field: SortField, kind: Kind, { search }: AssetQuery): Column {
  switch (field) {
    case 'name':
      return assetColumns[kind].name;
    case 'created':
      return assetColumns[kind].createdAt;
    case 'updated':
      return assetColumns[kind].updatedAt;
    case 'size':
      return kind === 'folder' ? nothing : sql.ref('card.size_bytes');
    case 'width':
    case 'height':
      return kind === 'folder' ? nothing : sql.ref(`card.${field}`);
    case 'relevance':
      return search?.root === undefined ? nothing : relevanceOf(search.root, kind);
  }
}

/** Of a type: other databases would take it for text. */
const nothing = sql`cast(null as bigint)`;
