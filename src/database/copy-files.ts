import { setImmediate } from 'node:timers/promises';
import { type RawBuilder, sql } from 'kysely';
import type { FileCopy, VersionCopy } from '../domain/database.ts';
import type { FolderId } from '../domain/ids.ts';
import type { Store } from './store.ts';
import type { Tables } from './tables.ts';

/** Tables of what is said of a version, beside its own. */
const saidOfVersions = {
  version_tags: ['position', 'tag'],
  version_ai_tags: ['position', 'name', 'confidence', 'source'],
  version_custom_metadata: [
    'field_id',
    'position',
    'text_value',
    'number_value',
    'boolean_value',
    'date_value',
  ],
  version_tokens: ['field', 'token', 'total'],
  version_keywords: ['position', 'keyword'],
} as const satisfies { [Table in keyof Tables]?: readonly (keyof Tables[Table])[] };

/** Columns of a version that its copy takes over. */
const takenOver = [
  'is_current',
  'superseded_order',
  'blob_hash',
  'size_bytes',
  'facts',
  'mime',
  'kind',
  'width',
  'height',
  'custom_coordinates',
  'description',
  'is_private',
  'is_published',
  'format',
  'has_alpha',
  'taken_at',
  'latitude',
  'longitude',
  'created_by',
] as const satisfies readonly (keyof Tables['versions'])[];

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
  await insertSaid(store, copies);
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
    insert into file_tokens (file_id, token, total)
    select c.new_id, t.token, t.total from copied c cross join file_tokens t where t.file_id = c.old_id`,
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

async function insertSaid(store: Writer, copies: readonly FileCopy[]): Promise<void> {
  const copied = copies.flatMap(({ versions }) => versions.map(({ from, key }) => [from, key] as const));
  for (const [table, columns] of Object.entries(saidOfVersions)) {
    await insertAsCopied(
      store,
      ['old_key', 'new_key'],
      copied,
      sql`
      insert into ${sql.table(table)} (version_key, ${listOf(columns)})
      select c.new_key, ${listOf(columns, 's')}
      from copied c cross join ${sql.table(table)} s where s.version_key = c.old_key`,
    );
  }
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

function listOf(columns: readonly string[], table?: string): RawBuilder<unknown> {
  return sql.join(columns.map((column) => sql.ref(table === undefined ? column : `${table}.${column}`)));
}
