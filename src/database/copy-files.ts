import { setImmediate } from 'node:timers/promises';
import { type RawBuilder, sql } from 'kysely';
import type { FileCopy, VersionCopy } from '../domain/database.ts';
import type { FolderId } from '../domain/ids.ts';
import { type ColumnsBut, saidOfVersions } from './said-of-versions.ts';
import type { Store } from './store.ts';
import type { VersionTable } from './tables.ts';
import { makeCards } from './write-cards.ts';

type OwnColumn =
  | 'key'
  | 'id'
  | 'file_id'
  | 'number'
  | 'delivery_token'
  | 'revision'
  | 'created_at'
  | 'updated_at'
  | 'file_created_at';

const takenOver: ColumnsBut<VersionTable, OwnColumn> = {
  is_current: true,
  superseded_order: true,
  blob_hash: true,
  size_bytes: true,
  facts: true,
  mime: true,
  kind: true,
  width: true,
  height: true,
  custom_coordinates: true,
  description: true,
  is_private: true,
  is_published: true,
  format: true,
  has_alpha: true,
  taken_at: true,
  latitude: true,
  longitude: true,
  created_by: true,
};

type Writer = Pick<Store, 'write' | 'dialect'>;

/** Nothing is read into the program: rows are made of rows, many in one statement. */
export async function copyFiles(
  store: Writer,
  copies: readonly FileCopy[],
  { to, at }: { readonly to: FolderId; readonly at: Date },
): Promise<void> {
  if (copies.length === 0) return;
  await insertFiles(store, copies, to, at);
  await insertVersions(store, copies, at);
  await insertSaid(store, copies, at);
  await insertCards(store, copies);
}

async function insertFiles(
  store: Writer,
  copies: readonly FileCopy[],
  to: FolderId,
  at: Date,
): Promise<void> {
  const copied = copies.map(({ from, id, versions }) => [from, id, highestOf(versions)] as const);
  await insertAsCopied(
    store,
    ['old_id', 'new_id', 'highest'],
    copied,
    sql`
    insert into files (id, folder_id, name, created_at, highest_version_number)
    select c.new_id, cast(${to} as text), f.name, cast(${at.getTime()} as bigint), cast(c.highest as integer)
    from copied c cross join files f where f.id = c.old_id`,
  );
  await insertAsCopied(
    store,
    ['old_id', 'new_id'],
    copied,
    sql`
    insert into file_tokens (file_id, token, total, file_created_at)
    select c.new_id, t.token, t.total, cast(${at.getTime()} as bigint) from copied c cross join file_tokens t where t.file_id = c.old_id`,
  );
}

function highestOf(versions: readonly VersionCopy[]): number {
  return Math.max(...versions.map(({ number }) => number));
}

async function insertVersions(store: Writer, copies: readonly FileCopy[], at: Date): Promise<void> {
  const copied = copies.flatMap(({ id: fileId, versions }) =>
    versions.map(
      ({ from, key, id, number, deliveryToken }) => [from, key, id, fileId, number, deliveryToken] as const,
    ),
  );
  const time = sql`cast(${at.getTime()} as bigint)`;
  const columns = ['old_key', 'new_key', 'new_id', 'file_id', 'number', 'token'];
  await insertAsCopied(
    store,
    columns,
    copied,
    sql`
    insert into versions (
      key, id, file_id, number, delivery_token, revision, created_at, updated_at, file_created_at,
      ${listOf(takenOver)}
    )
    select
      c.new_key, c.new_id, c.file_id, cast(c.number as integer), c.token, 1, ${time}, ${time}, ${time},
      ${listOf(takenOver, 'v')}
    from copied c cross join versions v where v.key = c.old_key`,
  );
}

async function insertSaid(store: Writer, copies: readonly FileCopy[], at: Date): Promise<void> {
  const copied = copies.flatMap(({ id, versions }) =>
    versions.map(({ from, key }) => [from, key, id] as const),
  );
  const ofFile = sql`c.file_id, cast(${at.getTime()} as bigint),`;
  for (const [table, columns] of Object.entries(saidOfVersions)) {
    const namesFile = table === 'version_tokens';
    await insertAsCopied(
      store,
      ['old_key', 'new_key', 'file_id'],
      copied,
      sql`
      insert into ${sql.table(table)}
        (version_key, ${namesFile ? sql`file_id, file_created_at,` : sql``} ${listOf(columns)})
      select c.new_key, ${namesFile ? ofFile : sql``} ${listOf(columns, 's')}
      from copied c cross join ${sql.table(table)} s where s.version_key = c.old_key`,
    );
  }
}

async function insertCards({ write, dialect }: Writer, copies: readonly FileCopy[]): Promise<void> {
  const keys = copies.flatMap(({ versions }) => versions.map(({ key }) => key));
  const made = sql`select value ->> 0 from ${dialect.membersOf(JSON.stringify(keys.map((key) => [key])))}`;
  await makeCards(sql`v.key in (${made})`).execute(write);
  await setImmediate();
}

/**
 * An insertion that selects from `copied`, rows with these columns, all of them texts. They are one parameter, so that a
 * statement is the same however many they are. Cross joins with them keep SQLite's order: from these rows to those of a
 * table, by its index.
 */
async function insertAsCopied(
  { write, dialect }: Writer,
  columns: readonly string[],
  rows: readonly (readonly (string | number)[])[],
  insertion: RawBuilder<unknown>,
): Promise<void> {
  const cells = columns.map((column, index) => sql`value ->> ${sql.lit(index)} as ${sql.ref(column)}`);
  const copied = sql`select ${sql.join(cells)} from ${dialect.membersOf(JSON.stringify(rows))}`;
  await sql`with copied as (${copied}) ${insertion}`.execute(write);
  // SQLite works on this very thread.
  await setImmediate();
}

function listOf(columns: Readonly<Record<string, true>>, table?: string): RawBuilder<unknown> {
  const names = Object.keys(columns);
  return sql.join(names.map((column) => sql.ref(table === undefined ? column : `${table}.${column}`)));
}
