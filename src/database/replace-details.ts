import { type Kysely, type QueryResult, type RawBuilder, sql } from 'kysely';
import type { VersionKey } from '../domain/ids.ts';
import { insertRows } from './insert-rows.ts';
import type { Statement } from './run-together.ts';
import { saidOfVersions } from './said-of-versions.ts';
import type { Tables } from './tables.ts';
import type { DetailRows } from './version-rows.ts';

type Row = Readonly<Record<string, unknown>>;

/** The column by which the rows of a version fall into parts; without one they are a single part. */
const partColumns: Readonly<Record<keyof DetailRows, string | undefined>> = {
  version_tags: undefined,
  version_ai_tags: undefined,
  version_custom_metadata: 'field_id',
  version_tokens: 'field',
};
const tables = Object.keys(partColumns) as (keyof DetailRows)[];

/** What was said of a version so far: an answer for each table. Keywords are in the bytes, and stay. */
export function selectDetails(key: VersionKey): Statement<Row>[] {
  return tables.map((table) => {
    const columns = Object.keys(saidOfVersions[table]).map((column) => sql.ref(column));
    const isSaid = table === 'version_tokens' ? sql`and field <> 'keywords'` : sql``;
    return sql<Row>`select ${sql.join(columns)} from ${sql.table(table)} where version_key = ${key} ${isSaid}`;
  });
}

/** A part that stays as it was is not written again: in a large library each row stands in several wide indexes. */
export function replaceDetails(
  db: Kysely<Tables>,
  key: VersionKey,
  { old, now }: { readonly old: readonly QueryResult<Row>[]; readonly now: DetailRows },
): Statement[] {
  return tables.flatMap((table, index) => {
    const before = old[index]?.rows ?? [];
    const changed = changedParts(table, before, now[table]);
    if (changed.size === 0) return [];
    const isChanged = (row: object) => changed.has(partOf(table, row));
    return [
      ...(before.some(isChanged) ? [deleteParts(table, key, changed)] : []),
      ...insertRows(db, { [table]: now[table].filter(isChanged) }),
    ];
  });
}

function deleteParts(
  table: keyof DetailRows,
  key: VersionKey,
  parts: ReadonlySet<unknown>,
): RawBuilder<unknown> {
  const column = partColumns[table];
  const isPart = column === undefined ? sql`` : sql`and ${sql.ref(column)} in (${sql.join([...parts])})`;
  return sql`delete from ${sql.table(table)} where version_key = ${key} ${isPart}`;
}

function changedParts(
  table: keyof DetailRows,
  old: readonly object[],
  now: readonly object[],
): ReadonlySet<unknown> {
  const [before, after] = [describeParts(table, old), describeParts(table, now)];
  const parts = new Set([...before.keys(), ...after.keys()]);
  return new Set([...parts].filter((part) => before.get(part) !== after.get(part)));
}

/** Each part as a text, the same for the same rows in any order. */
function describeParts(table: keyof DetailRows, rows: readonly object[]): Map<unknown, string> {
  const columns = Object.keys(saidOfVersions[table]);
  const parts = Map.groupBy(rows, (row) => partOf(table, row));
  const describe = (row: Row) => JSON.stringify(columns.map((column) => row[column]));
  return new Map([...parts].map(([part, members]) => [part, (members as Row[]).map(describe).sort().join()]));
}

function partOf(table: keyof DetailRows, row: object): unknown {
  const column = partColumns[table];
  return column === undefined ? table : (row as Row)[column];
}
