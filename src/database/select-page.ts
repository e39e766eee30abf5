import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { AssetQuery } from '../domain/asset.ts';
import type { FolderId, VersionKey } from '../domain/ids.ts';
import { type Comparison, predicatesOf, type SearchNode } from '../domain/search-query.ts';
import { assetColumns } from './search/asset-columns.ts';
import { assetCondition } from './search/asset-condition.ts';
import { type Candidates, candidatesOf } from './search/candidates.ts';
import { allOf, type Condition, toSql } from './search/condition.ts';
import { isOfKind } from './search/key-sources.ts';
import type { Kind } from './search/kind.ts';
import { findWayIn, type WayIn } from './search/way-in.ts';
import { sortKey, sortOf } from './sort-columns.ts';
import type { Tables } from './tables.ts';

/** One asset of a page: just enough to sort it and to find the rest. */
export interface PageRow {
  /** Null: the asset is the folder itself. */
  readonly version_key: VersionKey | null;
  /** Of the folder itself; null for versions. */
  readonly folder_id: FolderId | null;
  readonly sort_key: string | number | null;
  readonly sort_created: number;
  readonly sort_id: string;
  readonly sort_version: string;
}

/** Undefined: nothing can be found. */
export async function selectPage(
  db: Kysely<Tables>,
  query: AssetQuery,
): Promise<RawBuilder<PageRow> | undefined> {
  const candidates = candidatesOf(query);
  const selected = await Promise.all(
    candidates.kinds.map((kind) => selectKind(db, { query, kind, root: candidates.root })),
  );
  const parts = selected.filter((part) => part !== undefined);
  if (parts.length === 0) return undefined;
  return sql<PageRow>`${sql.join(parts, sql` union all `)}
    order by ${orderOf(query, '')} limit ${query.limit} offset ${query.skip}`;
}

/** Assets without a value come last in both directions; ties rise in both (spec search §7). `page`: with a full stop. */
export function orderOf(query: AssetQuery, page: 'page.' | ''): RawBuilder<unknown> {
  const direction = sql.raw(sortOf(query).direction);
  const [key, ...ties] = ['sort_key', 'sort_created', 'sort_id', 'sort_version'].map((name) =>
    sql.ref(`${page}${name}`),
  );
  return sql`${key} ${direction} nulls last, ${sql.join(ties)}`;
}

interface KindQuery {
  readonly query: AssetQuery;
  readonly kind: Kind;
  readonly root: Candidates['root'];
}

/** Undefined: no row can make the condition true. */
async function selectKind(db: Kysely<Tables>, asked: KindQuery): Promise<RawBuilder<unknown> | undefined> {
  const condition = asked.root === undefined ? true : assetCondition(asked.root, asked.kind);
  if (condition === false) return undefined;
  if (asked.kind === 'folder') return selectFolders(asked, condition);
  const { query, kind, root } = asked;
  const wayIn = await findWayIn(db, root, { kind, most: rowsWorthSorting(query, root) });
  return selectVersions(asked, condition, wayIn);
}

function selectFolders({ query, kind }: KindQuery, condition: Condition): RawBuilder<unknown> {
  const all = allOf([sql`fo.parent_id is not null`, condition]);
  return sql`select null as version_key, fo.id as folder_id, ${sortColumns(query, kind)}
    from folders as fo where ${toSql(all)}`;
}

/**
 * `is true` keeps SQLite from trying an index of its own choice for a condition: which one leads is decided already.
 */
function selectVersions(asked: KindQuery, condition: Condition, wayIn: WayIn | undefined) {
  const { query, kind, root } = asked;
  const withFile = needsFile(query, root);
  const all = allOf([
    wayIn === undefined ? true : isHit(wayIn),
    isOfKind(kind),
    isOfFileType(query),
    ofSortedColumn(query, root, kind),
    withFile ? sql`f.id = v.file_id` : true,
    opaque(condition),
  ]);
  return sql`select v.key as version_key, null as folder_id, ${sortColumns(query, kind)}
    from ${tablesOf(query, { withFile, wayIn })} where ${toSql(all)}`;
}

/** Every row of another table is a look-up more. The words of a name have a table of their own. */
function needsFile(query: AssetQuery, root: SearchNode | undefined): boolean {
  const predicates = root === undefined ? [] : predicatesOf(root);
  const needing = predicates.filter(
    ({ kind, field }) => field.name === 'path' || (field.name === 'name' && kind !== 'has'),
  );
  return sortOf(query).field === 'name' || needing.length > 0;
}

function opaque(condition: Condition): Condition {
  return typeof condition === 'boolean' ? condition : sql`(${condition}) is true`;
}

/** SQLite reads a cross join in the order it is written; to other databases it is an ordinary join. */
function tablesOf(
  query: AssetQuery,
  { withFile, wayIn }: { readonly withFile: boolean; readonly wayIn: WayIn | undefined },
): RawBuilder<unknown> {
  const [versions, files] = [sql`versions as v`, sql`files as f`];
  const byName = wayIn === undefined && sortOf(query).field === 'name';
  const tables = byName ? [files, versions] : withFile ? [versions, files] : [versions];
  return sql.join(wayIn === undefined ? tables : [hitsOf(wayIn), ...tables], sql` cross join `);
}

function hitsOf({ source }: WayIn): RawBuilder<unknown> {
  const [column, rows] =
    source.files === undefined ? ['version_key', source.keys] : ['file_id', source.files];
  // Materialised: or SQLite would read them in whatever order makes them distinct, from an index of the whole library.
  return sql`(with every_hit as materialized (${sql.join(rows, sql` union all `)})
      select distinct ${sql.ref(column)} from every_hit) as hit`;
}

function isHit({ source }: WayIn): Condition {
  return source.files === undefined ? sql`v.key = hit.version_key` : sql`v.file_id = hit.file_id`;
}

function isOfFileType({ fileType }: AssetQuery): Condition {
  if (fileType === 'all') return true;
  return fileType === 'image' ? sql`v.kind = 'image'` : sql`v.kind <> 'image'`;
}

/** Walking in the order of creation may begin where a range of it begins. */
function ofSortedColumn(query: AssetQuery, root: SearchNode | undefined, kind: Kind): Condition {
  const field = ({ created: 'createdAt', updated: 'updatedAt' } as Record<string, string>)[
    sortOf(query).field
  ];
  const nodes = root === undefined ? [] : root.kind === 'and' ? root.nodes : [root];
  const ranges = nodes.filter(
    (node): node is Comparison => node.kind === 'compare' && node.field.name === field,
  );
  return allOf(ranges.map((range) => assetCondition(range, kind)));
}

function sortColumns(query: AssetQuery, kind: Kind): RawBuilder<unknown> {
  const { createdAt, id } = assetColumns[kind];
  return sql`${sortKey(sortOf(query).field, kind, query)} as sort_key, ${createdAt} as sort_created,
    ${id} as sort_id, ${kind === 'file-version' ? sql.ref('v.id') : sql.lit('')} as sort_version`;
}

/**
 * Reading and sorting `n` rows costs about what walking a library of a million costs until a page is full, when one in a
 * million / `n` fits: where the two meet depends on the page alone. Conditions that must hold together may never do so, and
 * the walk be one to the end: more rows are worth it then.
 */
function rowsWorthSorting(query: AssetQuery, root: SearchNode | undefined): number {
  const { limit, skip } = query;
  // There is no order to walk in: all that fit are scored.
  if (sortOf(query).field === 'relevance') return Number.MAX_SAFE_INTEGER - 1;
  const alone = Math.min(30_000, Math.ceil(Math.sqrt((limit + skip) * 200_000)));
  return root?.kind === 'and' ? 4 * alone : alone;
}
