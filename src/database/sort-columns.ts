import type { SortField } from '../domain/asset.ts';

/**
 * What each kind of asset is sorted by, and the id that parts equals. Key and id are columns of `table`, so
 * that one index of it gives the order.
 */
export const currentVersionSort = {
  name: { table: 'files', key: 'f.name', id: 'f.id' },
  created: { table: 'files', key: 'f.created_at', id: 'f.id' },
  updated: { table: 'versions', key: 'v.updated_at', id: 'v.file_id' },
  size: { table: 'versions', key: 'v.size_bytes', id: 'v.file_id' },
  width: { table: 'versions', key: 'v.width', id: 'v.file_id' },
  height: { table: 'versions', key: 'v.height', id: 'v.file_id' },
} as const satisfies SortTable<{ readonly table: 'files' | 'versions' }>;

/** Several of one file may be listed: their own ids part them. */
export const olderVersionSort = {
  name: { key: 'f.name', id: 'v.id' },
  created: { key: 'v.created_at', id: 'v.id' },
  updated: { key: 'v.updated_at', id: 'v.id' },
  size: { key: 'v.size_bytes', id: 'v.id' },
  width: { key: 'v.width', id: 'v.id' },
  height: { key: 'v.height', id: 'v.id' },
} as const satisfies SortTable;

/** A folder has no size, width or height. */
export const folderSort = {
  name: { key: 'fo.name', id: 'fo.id' },
  created: { key: 'fo.created_at', id: 'fo.id' },
  updated: { key: 'fo.updated_at', id: 'fo.id' },
  size: { key: undefined, id: 'fo.id' },
  width: { key: undefined, id: 'fo.id' },
  height: { key: undefined, id: 'fo.id' },
} as const satisfies SortTable;

type SortTable<More = unknown> = Readonly<
  Record<SortField, { readonly key: string | undefined; readonly id: string } & More>
>;
