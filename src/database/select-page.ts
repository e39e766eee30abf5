import { type RawBuilder, sql } from 'kysely';
import type { AssetQuery } from '../domain/asset.ts';
import type { FolderId, VersionKey } from '../domain/ids.ts';
import type { SearchNode } from '../domain/search-query.ts';
import { assetColumns } from './search/asset-columns.ts';
import { assetCondition } from './search/asset-condition.ts';
import { candidatesOf } from './search/candidates.ts';
import { type CardQuery, type Cut, cardsWanted, makeCardQuery } from './search/card-query.ts';
import { chooseReadings } from './search/choose-readings.ts';
import { allOf, toSql } from './search/condition.ts';
import type { Costs } from './search/costs.ts';
import type { Estimates } from './search/estimates.ts';
import type { Reading } from './search/reading.ts';
import { selectCards } from './search/select-cards.ts';
import { sortKey, sortOf } from './sort-columns.ts';

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
  /** The sum of 2 to the power of its number for each part of which nothing is missing. */
  readonly full_parts: number;
}

export interface SelectedPage {
  readonly rows: RawBuilder<PageRow>;
  /** Another reading, of the parts of which something is missing; undefined: none is. No row knows of any that is full. */
  readonly other?: (fullParts: number) => Promise<RawBuilder<PageRow> | undefined>;
}

/** Undefined: nothing can be found. */
export async function selectPage(
  estimates: Estimates,
  query: AssetQuery,
  costs: Costs,
): Promise<SelectedPage | undefined> {
  const { kinds, root } = candidatesOf(query);
  const parts: Part[] = [];
  for (const kind of kinds) {
    if (kind === 'folder') parts.push(...readFolders(query, root));
    else parts.push(...(await readCards(estimates, makeCardQuery(query, kind, root), costs)));
  }
  const [first, ...rest] = parts;
  if (first === undefined) return undefined;
  return rest.length === 0 ? pageOf(query, first) : merge(query, parts);
}

/** Assets of a kind. */
interface Part {
  readonly first: Select;
  /** Another reading, for when the first does not find as many as were wanted. */
  readonly other?: () => Promise<Select>;
}

type Select = (cut: Cut) => RawBuilder<unknown>;

async function readCards(estimates: Estimates, asked: CardQuery | undefined, costs: Costs): Promise<Part[]> {
  if (asked === undefined) return [];
  const { first, other } = await chooseReadings(estimates, asked, costs);
  const selectBy =
    (reading: Reading): Select =>
    (cut) =>
      selectCards(reading, asked, cut);
  return [{ first: selectBy(first), ...(other && { other: async () => selectBy(await other()) }) }];
}

function readFolders(query: AssetQuery, root: SearchNode | undefined): Part[] {
  const condition = root === undefined ? true : assetCondition(root, 'folder', 'all');
  if (condition === false) return [];
  const { createdAt, id } = assetColumns.folder;
  const key = sortKey(sortOf(query).field, 'folder', query);
  const first = ({
    limit,
    offset,
  }: Cut) => sql`select null as version_key, fo.id as folder_id, ${key} as sort_key,
      ${createdAt} as sort_created, ${id} as sort_id, '' as sort_version
    from folders as fo where ${toSql(allOf([sql`fo.parent_id is not null`, condition]))}
    order by ${orderOf(query, '')} limit ${limit} offset ${offset}`;
  return [{ first }];
}

function pageOf(query: AssetQuery, { first, other }: Part): SelectedPage {
  const cut = { limit: query.limit, offset: query.skip };
  const page = (rows: RawBuilder<unknown>) =>
    sql<PageRow>`select every_row.*, 1 as full_parts from (${rows}) as every_row`;
  if (other === undefined) return { rows: page(first(cut)) };
  return {
    rows: sql<PageRow>`with every_row as materialized (${first(cut)})
      select every_row.*, ${fullParts([{ name: 'every_row', wanted: query.limit }])} as full_parts from every_row`,
    other: async (full) => (full === 1 ? undefined : page((await other())(cut))),
  };
}

function merge(query: AssetQuery, parts: readonly Part[]): SelectedPage {
  const rows = mergeParts(query, parts);
  if (parts.every(({ other }) => other === undefined)) return { rows };
  return { rows, other: (full) => mergeOthers(query, parts, full) };
}

async function mergeOthers(
  query: AssetQuery,
  parts: readonly Part[],
  full: number,
): Promise<RawBuilder<PageRow> | undefined> {
  const isMissing = ({ other }: Part, index: number) => other !== undefined && (full & (1 << index)) === 0;
  if (!parts.some(isMissing)) return undefined;
  return mergeParts(
    query,
    await Promise.all(
      parts.map(async (part, index) =>
        part.other !== undefined && isMissing(part, index) ? { first: await part.other() } : part,
      ),
    ),
  );
}

function mergeParts(query: AssetQuery, parts: readonly Part[]): RawBuilder<PageRow> {
  const wanted = cardsWanted(query);
  const named = parts.map((part, index) => ({ ...part, name: `part_${index}`, wanted }));
  const tables = named.map(
    ({ name, first }) => sql`${sql.raw(name)} as materialized (${first({ limit: wanted, offset: 0 })})`,
  );
  const all = named.map(({ name }) => sql`select * from ${sql.raw(name)}`);
  return sql<PageRow>`with ${sql.join(tables)}
    select every_part.*, ${fullParts(named)} as full_parts from (${sql.join(all, sql` union all `)}) as every_part
    order by ${orderOf(query, '')} limit ${query.limit} offset ${query.skip}`;
}

/** A part is full when it has as many rows as were wanted. */
function fullParts(parts: readonly { readonly name: string; readonly wanted: number }[]): RawBuilder<number> {
  const powers = parts.map(
    ({ name, wanted }, index) =>
      sql`case when (select count(*) from ${sql.raw(name)}) >= ${wanted} then ${sql.lit(2 ** index)} else 0 end`,
  );
  return sql<number>`(${sql.join(powers, sql` + `)})`;
}

/** Assets without a value come last in both directions; ties rise in both (spec search §7). `page`: with a full stop. */
export function orderOf(query: AssetQuery, page: 'page.' | ''): RawBuilder<unknown> {
  const direction = sql.raw(sortOf(query).direction);
  const [key, ...ties] = ['sort_key', 'sort_created', 'sort_id', 'sort_version'].map((name) =>
    sql.ref(`${page}${name}`),
  );
  return sql`${key} ${direction} nulls last, ${sql.join(ties)}`;
}
