import { type RawBuilder, sql } from 'kysely';
import type { Asset, AssetQuery } from '../domain/asset.ts';
import type { AssetRepository } from '../domain/database.ts';
import type { Folder } from '../domain/folder.ts';
import type { FileId } from '../domain/ids.ts';
import type { MediaFile } from '../domain/media-file.ts';
import { toFolder } from './map-folder.ts';
import { type FileRow, toMediaFile, toVersion } from './map-version.ts';
import { createEstimates, type Estimates } from './search/estimates.ts';
import { orderOf, type PageRow, selectPage } from './select-page.ts';
import { detailColumns, literalOne, placeColumns, selectFiles, versionColumns } from './select-version.ts';
import type { Store } from './store.ts';
import type { FolderTable } from './tables.ts';

export function createAssetRepository(store: Store): AssetRepository {
  const estimates = createEstimates(store.search);
  return {
    async list(query) {
      const rows = await readPage(store, estimates, query);
      const owners = await readOwners(store, rows);
      return rows.flatMap((row) => toAsset(row, owners) ?? []);
    },

    async countFiles() {
      const row = await store.search
        .selectFrom('files')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      return Number(row.count);
    },
  };
}

async function readPage(store: Store, estimates: Estimates, query: AssetQuery): Promise<AssetRow[]> {
  const page = await selectPage(estimates, query, store.dialect.costs);
  if (page === undefined) return [];
  const rows = await fillIn(store, query, page.rows);
  const other = await page.other?.(rows[0]?.full_parts ?? 0);
  return other === undefined ? rows : fillIn(store, query, other);
}

/**
 * The page is picked from narrow rows, then filled in: whole rows are read for what is shown, not for what is
 * sorted. One statement, so that a page is of one moment.
 */
async function fillIn(
  { search, dialect }: Store,
  query: AssetQuery,
  page: RawBuilder<PageRow>,
): Promise<AssetRow[]> {
  const rows = await search
    .selectFrom(sql<PageRow>`(${page})`.as<'page'>('page'))
    .leftJoin('versions as v', 'v.key', 'page.version_key')
    .leftJoin('files as f', 'f.id', 'v.file_id')
    .innerJoin('folders as fo', (join) =>
      join.on('fo.id', '=', (eb) => eb.fn.coalesce('page.folder_id', 'f.folder_id')),
    )
    .select(versionColumns)
    .select(placeColumns)
    .select((eb) => detailColumns(eb, dialect))
    .select(folderColumns)
    .select('page.full_parts')
    .orderBy(orderOf(query, 'page.'))
    .execute();
  return rows as AssetRow[];
}

/** The folder itself, or the one a file is in; its path is among the columns of the place. */
const folderColumns = [
  'fo.id as own_id',
  'fo.name as own_name',
  'fo.created_at as own_created_at',
  'fo.updated_at as own_updated_at',
] as const;

interface OwnFolder {
  readonly own_id: FolderTable['id'];
  readonly own_name: string;
  readonly own_created_at: number;
  readonly own_updated_at: number;
  readonly folder_path: string;
  /** See `SelectedPage`. */
  readonly full_parts: number;
}

/** Either a version with its file, or neither and the folder alone. */
type AssetRow = (FileRow & OwnFolder) | (OwnFolder & { readonly key: null });

/** Files by id as they stand now, for older versions of them. */
async function readOwners(store: Store, rows: readonly AssetRow[]): Promise<Map<FileId, MediaFile>> {
  const ids = new Set(rows.flatMap((row) => (row.key === null || row.is_current === 1 ? [] : row.file_id)));
  if (ids.size === 0) return new Map();
  const files = await selectFiles({ ...store, read: store.search })
    .where('v.file_id', 'in', [...ids])
    .where('v.is_current', '=', literalOne)
    .execute();
  return new Map(files.map((row) => [row.file_id, toMediaFile(row)]));
}

/** Undefined for an older version whose file was deleted while the page was read. */
function toAsset(row: AssetRow, owners: ReadonlyMap<FileId, MediaFile>): Asset | undefined {
  if (row.key === null) return { type: 'folder', folder: toOwnFolder(row) };
  if (row.is_current === 1) return { type: 'file', file: toMediaFile(row) };
  const file = owners.get(row.file_id);
  return file && { type: 'file-version', file, version: toVersion(row) };
}

function toOwnFolder(row: OwnFolder): Folder {
  return toFolder({
    id: row.own_id,
    name: row.own_name,
    path: row.folder_path,
    created_at: row.own_created_at,
    updated_at: row.own_updated_at,
  });
}
