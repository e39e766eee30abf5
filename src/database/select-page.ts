import { type Kysely, type OrderByModifiersCallbackExpression, type SelectQueryBuilder, sql } from 'kysely';
import type { AssetQuery } from '../domain/asset.ts';
import type { FolderId, VersionKey } from '../domain/ids.ts';
import { literalOne, literalZero } from './select-version.ts';
import { currentVersionSort, folderSort, olderVersionSort } from './sort-columns.ts';
import type { Tables } from './tables.ts';

/** One asset of a page: just enough to sort it and to find the rest. */
export interface PageRow {
  /** Null: the asset is the folder itself. */
  readonly version_key: VersionKey | null;
  /** The folder itself, or the one the file is in. */
  readonly folder_id: FolderId;
  readonly sort_key: string | number | null;
  readonly sort_id: string;
}

/** Whatever tables the rows come from. */
type PageQuery = SelectQueryBuilder<Tables, never, PageRow>;

export function selectPage(db: Kysely<Tables>, query: AssetQuery) {
  return selectAssets(db, query)
    .orderBy('sort_key', nullsLast(query))
    .orderBy('sort_id', query.sort.direction)
    .limit(query.limit)
    .offset(query.skip);
}

/** Assets without a width, a height or a size come last in both directions (spec search §7). */
export function nullsLast({ sort }: AssetQuery): OrderByModifiersCallbackExpression {
  return (order) => (sort.direction === 'asc' ? order.asc() : order.desc()).nullsLast();
}

function selectAssets(db: Kysely<Tables>, query: AssetQuery): PageQuery {
  switch (query.type) {
    case 'file':
      return selectCurrent(db, query);
    case 'file-version':
      return selectOlder(db, query);
    case 'folder':
      return selectFolders(db, query);
    case 'all':
      // Folders are of no kind, so asking for one leaves them out (spec library-api §3.1).
      return query.fileType === 'all'
        ? selectCurrent(db, query).unionAll(selectFolders(db, query))
        : selectCurrent(db, query);
  }
}

function selectCurrent(db: Kysely<Tables>, query: AssetQuery) {
  const { key, id } = currentVersionSort[query.sort.field];
  return filtered(db, inGoodOrder(db, query), query)
    .where('v.is_current', '=', literalOne)
    .select((eb) => [eb.ref(key).as('sort_key'), eb.ref(id).as('sort_id')])
    .$castTo<PageRow>();
}

function selectOlder(db: Kysely<Tables>, query: AssetQuery) {
  const { key, id } = olderVersionSort[query.sort.field];
  return filtered(db, inAnyOrder(db), query)
    .where('v.is_current', '=', literalZero)
    .select((eb) => [eb.ref(key).as('sort_key'), eb.ref(id).as('sort_id')])
    .$castTo<PageRow>();
}

/**
 * A filter that few files pass is the best way in, and the database finds it. Without one, the index that gives the
 * order must lead, or the whole library is sorted for each page. SQLite reads a cross join in the order it is written;
 * to other databases it is an ordinary join.
 */
function inGoodOrder(db: Kysely<Tables>, query: AssetQuery): FileVersions {
  if (query.folderPath !== undefined || query.name !== undefined || query.anyTag !== undefined) {
    return inAnyOrder(db);
  }
  const joined =
    currentVersionSort[query.sort.field].table === 'files'
      ? db.selectFrom('files as f').crossJoin('versions as v')
      : db.selectFrom('versions as v').crossJoin('files as f');
  return joined.whereRef('f.id', '=', 'v.file_id');
}

function inAnyOrder(db: Kysely<Tables>) {
  return db.selectFrom('versions as v').innerJoin('files as f', 'f.id', 'v.file_id');
}

type FileVersions = ReturnType<typeof inAnyOrder>;

function filtered(db: Kysely<Tables>, all: FileVersions, { folderPath, fileType, name, anyTag }: AssetQuery) {
  let files = all.select(['v.key as version_key', 'f.folder_id']);
  if (folderPath !== undefined) files = files.where('f.folder_id', '=', folderAt(db, folderPath));
  if (fileType !== 'all') files = files.where('v.kind', fileType === 'image' ? '=' : '<>', 'image');
  if (name !== undefined) files = files.where('f.name', '=', name);
  if (anyTag !== undefined) files = files.where('v.key', 'in', taggedWithAny(db, anyTag));
  return files;
}

function folderAt(db: Kysely<Tables>, path: string) {
  return db.selectFrom('folders as at').select('at.id').where('at.path', '=', path);
}

function taggedWithAny(db: Kysely<Tables>, tags: readonly string[]) {
  return db
    .selectFrom('version_tags as t')
    .select('t.version_key')
    .where('t.tag', 'in', tags)
    .unionAll(db.selectFrom('version_ai_tags as t').select('t.version_key').where('t.name', 'in', tags));
}

function selectFolders(db: Kysely<Tables>, { sort, folderPath, name, anyTag }: AssetQuery) {
  const { key, id } = folderSort[sort.field];
  let folders = db
    .selectFrom('folders as fo')
    .where('fo.parent_id', 'is not', null)
    .select((eb) => [
      sql<VersionKey | null>`null`.as('version_key'),
      'fo.id as folder_id',
      sql<PageRow['sort_key']>`${key === undefined ? sql.lit(null) : eb.ref(key)}`.as('sort_key'),
      eb.ref(id).as('sort_id'),
    ]);
  if (folderPath !== undefined) folders = folders.where('fo.parent_id', '=', folderAt(db, folderPath));
  if (name !== undefined) folders = folders.where('fo.name', '=', name);
  // Folders carry no tags.
  if (anyTag !== undefined) folders = folders.where(sql<boolean>`1 = 0`);
  return folders.$castTo<PageRow>();
}
