import { setImmediate } from 'node:timers/promises';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { FileCopy, VersionCopy } from '../domain/database.ts';
import type { FolderId } from '../domain/ids.ts';
import type { Tables } from './tables.ts';

type Db = Kysely<Tables>;

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

/** Nothing is read into the program: rows are made of rows, many in one statement. */
export async function copyFiles(
  db: Db,
  copies: readonly FileCopy[],
  { to, at }: { readonly to: FolderId; readonly at: Date },
): Promise<void> {
  if (copies.length === 0) return;
  await insertFiles(db, copies, to, at);
  // SQLite works on this very thread.
  await setImmediate();
  await insertVersions(db, copies, at);
  await setImmediate();
  await insertSaid(db, copies);
}

async function insertFiles(db: Db, copies: readonly FileCopy[], to: FolderId, at: Date): Promise<void> {
  const files = copies.map(({ from, id, versions }) => [from, id, highestOf(versions)] as const);
  await sql`
    with copied (old_id, new_id, highest) as (values ${rowsOf(files)})
    insert into files (id, folder_id, name, created_at, highest_version_number)
    select c.new_id, cast(${to} as text), f.name, cast(${at.getTime()} as bigint), cast(c.highest as integer)
    from copied c cross join files f where f.id = c.old_id`.execute(db);
  await sql`
    with copied (old_id, new_id) as (values ${rowsOf(copies.map(({ from, id }) => [from, id]))})
    insert into file_tokens (file_id, token, total)
    select c.new_id, t.token, t.total from copied c cross join file_tokens t where t.file_id = c.old_id`.execute(
    db,
  );
}

function highestOf(versions: readonly VersionCopy[]): number {
  return Math.max(...versions.map(({ number }) => number));
}

async function insertVersions(db: Db, copies: readonly FileCopy[], at: Date): Promise<void> {
  const versions = copies.flatMap(({ id: fileId, versions }) =>
    versions.map(
      ({ from, key, id, number, deliveryToken }) => [from, key, id, fileId, number, deliveryToken] as const,
    ),
  );
  const time = sql`cast(${at.getTime()} as bigint)`;
  await sql`
    with copied (old_key, new_key, new_id, file_id, number, token) as (values ${rowsOf(versions)})
    insert into versions (
      key, id, file_id, number, delivery_token, revision, created_at, updated_at, file_created_at,
      ${listOf(takenOver)}
    )
    select
      c.new_key, c.new_id, c.file_id, cast(c.number as integer), c.token, 1, ${time}, ${time}, ${time},
      ${listOf(takenOver, 'v')}
    from copied c cross join versions v where v.key = c.old_key`.execute(db);
}

async function insertSaid(db: Db, copies: readonly FileCopy[]): Promise<void> {
  const keys = copies.flatMap(({ versions }) => versions.map(({ from, key }) => [from, key] as const));
  for (const [table, columns] of Object.entries(saidOfVersions)) {
    await sql`
      with copied (old_key, new_key) as (values ${rowsOf(keys)})
      insert into ${sql.table(table)} (version_key, ${listOf(columns)})
      select c.new_key, ${listOf(columns, 's')}
      from copied c cross join ${sql.table(table)} s where s.version_key = c.old_key`.execute(db);
    await setImmediate();
  }
}

/** Cross joins in what follows keep SQLite's order: from these rows to those of the table, by its index. */
function rowsOf(rows: readonly (readonly (string | number)[])[]): RawBuilder<unknown> {
  return sql.join(rows.map((row) => sql`(${sql.join(row)})`));
}

function listOf(columns: readonly string[], table?: string): RawBuilder<unknown> {
  return sql.join(columns.map((column) => sql.ref(table === undefined ? column : `${table}.${column}`)));
}
