import { type Kysely, type SchemaModule, sql } from 'kysely';
import type { MediaFacts } from '../../domain/media-facts.ts';
import { tokensOf } from '../../search/full-text.ts';
import { makeSearchableFacts } from '../../search/searchable-facts.ts';
import type { Tables } from '../tables.ts';

/** What `searchQuery` looks at: words as rows, facts of the bytes as columns, and an index for each order. */
export async function search(now: Kysely<Tables>): Promise<void> {
  const db = now as unknown as Kysely<TablesThen>;
  await addColumns(db.schema);
  await createWordTables(db.schema);
  await fillVersions(db);
  await fillNames(db);
  await replaceIndexes(db.schema);
}

/** Words were not sorted yet. */
interface TablesThen extends Omit<Tables, 'file_tokens' | 'version_tokens'> {
  readonly file_tokens: Omit<Tables['file_tokens'], 'file_created_at'>;
  readonly version_tokens: Omit<Tables['version_tokens'], 'file_id' | 'file_created_at'>;
}

async function addColumns(schema: SchemaModule): Promise<void> {
  const add = (name: string, type: 'text' | 'bigint' | 'integer' | 'double precision') =>
    schema.alterTable('versions').addColumn(name, type).execute();
  await schema
    .alterTable('versions')
    .addColumn('file_created_at', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute();
  await add('format', 'text');
  await add('has_alpha', 'integer');
  await add('taken_at', 'bigint');
  await add('latitude', 'double precision');
  await add('longitude', 'double precision');
  await add('created_by', 'text');
}

async function createWordTables(schema: SchemaModule): Promise<void> {
  await createTokens(schema, { table: 'file_tokens', owner: 'file_id', owners: 'files.id' });
  await createTokens(schema, { table: 'folder_tokens', owner: 'folder_id', owners: 'folders.id' });
  await schema
    .createTable('version_tokens')
    .addColumn('version_key', 'text', (column) =>
      column.notNull().references('versions.key').onDelete('cascade'),
    )
    .addColumn('field', 'text', (column) => column.notNull())
    .addColumn('token', 'text', (column) => column.notNull())
    .addColumn('total', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('version_tokens_key', ['version_key', 'field', 'token'])
    .execute();
  await schema
    .createIndex('version_tokens_by_token')
    .on('version_tokens')
    .columns(['field', 'token', 'version_key'])
    .execute();
  await schema
    .createTable('version_keywords')
    .addColumn('version_key', 'text', (column) =>
      column.notNull().references('versions.key').onDelete('cascade'),
    )
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('keyword', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('version_keywords_key', ['version_key', 'position'])
    .execute();
  await schema
    .createIndex('version_keywords_by_keyword')
    .on('version_keywords')
    .expression(sql`substr(keyword, 1, 100)`)
    .columns(['version_key'])
    .execute();
}

interface TokenTable {
  readonly table: string;
  readonly owner: string;
  readonly owners: string;
}

async function createTokens(schema: SchemaModule, { table, owner, owners }: TokenTable): Promise<void> {
  await schema
    .createTable(table)
    .addColumn(owner, 'text', (column) => column.notNull().references(owners).onDelete('cascade'))
    .addColumn('token', 'text', (column) => column.notNull())
    .addColumn('total', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint(`${table}_key`, [owner, 'token'])
    .execute();
  await schema.createIndex(`${table}_by_token`).on(table).columns(['token', owner]).execute();
}

/** Databases count the parameters of a statement, and a library may be larger than memory. */
const rowsAtOnce = 500;

async function fillVersions(db: Kysely<TablesThen>): Promise<void> {
  for (let after = ''; ; ) {
    const versions = await db
      .selectFrom('versions as v')
      .innerJoin('files as f', 'f.id', 'v.file_id')
      .select(['v.key', 'v.facts', 'f.name', 'f.created_at'])
      .where(sql<boolean>`v.key > ${after}`)
      .orderBy('v.key')
      .limit(rowsAtOnce)
      .execute();
    for (const version of versions) await fillVersion(db, version);
    const last = versions.at(-1);
    if (last === undefined) return;
    after = last.key;
  }
}

type OldVersion = Pick<Tables['versions'], 'key' | 'facts'> & Pick<Tables['files'], 'name' | 'created_at'>;

async function fillVersion(
  db: Kysely<TablesThen>,
  { key, facts, name, created_at }: OldVersion,
): Promise<void> {
  const found = makeSearchableFacts(JSON.parse(facts) as MediaFacts, name);
  await db
    .updateTable('versions')
    .set({
      file_created_at: created_at,
      format: found.format,
      has_alpha: found.hasAlpha === undefined ? null : found.hasAlpha ? 1 : 0,
      taken_at: found.takenAt?.getTime() ?? null,
      latitude: found.place?.latitude ?? null,
      longitude: found.place?.longitude ?? null,
    })
    .where('key', '=', key)
    .execute();
  for (const [position, keyword] of found.keywords.entries()) {
    await db.insertInto('version_keywords').values({ version_key: key, position, keyword }).execute();
  }
  await fillTokens(db, key, 'keywords', found.keywords);
  await fillTokens(db, key, 'tags', await tagsOf(db, key));
  for (const [field, texts] of await customTextsOf(db, key)) await fillTokens(db, key, field, texts);
}

async function tagsOf(db: Kysely<TablesThen>, key: OldVersion['key']): Promise<string[]> {
  const tags = await db.selectFrom('version_tags').select('tag').where('version_key', '=', key).execute();
  const aiTags = await db
    .selectFrom('version_ai_tags')
    .select('name')
    .where('version_key', '=', key)
    .execute();
  return [...tags.map(({ tag }) => tag), ...aiTags.map(({ name }) => name)];
}

async function customTextsOf(db: Kysely<TablesThen>, key: OldVersion['key']): Promise<Map<string, string[]>> {
  const rows = await db
    .selectFrom('version_custom_metadata as m')
    .innerJoin('custom_fields as c', 'c.id', 'm.field_id')
    .select(['m.field_id', 'm.text_value'])
    .where('m.version_key', '=', key)
    .where('c.type', '<>', 'Date')
    .execute();
  const texts = new Map<string, string[]>();
  for (const { field_id, text_value } of rows) {
    if (text_value !== null) texts.set(field_id, [...(texts.get(field_id) ?? []), text_value]);
  }
  return texts;
}

async function fillTokens(
  db: Kysely<TablesThen>,
  key: OldVersion['key'],
  field: string,
  texts: readonly string[],
): Promise<void> {
  const tokens = texts.flatMap(tokensOf);
  for (const token of new Set(tokens)) {
    const row = { version_key: key, field, token, total: tokens.length };
    await db.insertInto('version_tokens').values(row).execute();
  }
}

async function fillNames(db: Kysely<TablesThen>): Promise<void> {
  for (let after = ''; ; ) {
    const files = await db
      .selectFrom('files')
      .select(['id', 'name'])
      .where(sql<boolean>`id > ${after}`)
      .orderBy('id')
      .limit(rowsAtOnce)
      .execute();
    for (const { id, name } of files) {
      const tokens = tokensOf(name);
      const rows = [...new Set(tokens)].map((token) => ({ file_id: id, token, total: tokens.length }));
      if (rows.length > 0) await db.insertInto('file_tokens').values(rows).execute();
    }
    const last = files.at(-1);
    if (last === undefined) break;
    after = last.id;
  }
  for (const { id, name } of await db.selectFrom('folders').select(['id', 'name']).execute()) {
    const tokens = tokensOf(name);
    const rows = [...new Set(tokens)].map((token) => ({ folder_id: id, token, total: tokens.length }));
    if (rows.length > 0) await db.insertInto('folder_tokens').values(rows).execute();
  }
}

/** Ties are parted by creation, then id (spec search §7): each index of an order ends so. */
async function replaceIndexes(schema: SchemaModule): Promise<void> {
  const isCurrent = sql<boolean>`is_current = 1`;
  const currentBy = (column: string, ...ties: string[]) =>
    schema
      .createIndex(`versions_by_${column}`)
      .on('versions')
      .columns([column, ...ties, 'file_id'])
      .where(isCurrent)
      .execute();
  for (const name of ['updated_at', 'size_bytes', 'width', 'height']) {
    await schema.dropIndex(`versions_by_${name}`).execute();
    await currentBy(name, 'file_created_at');
  }
  // Many pictures have the same size: sorted down, creation still rises among them.
  for (const name of ['width', 'height'] as const) {
    await schema
      .createIndex(`versions_by_falling_${name}`)
      .on('versions')
      .columns([`${name} desc`, 'file_created_at', 'file_id'])
      .where(isCurrent)
      .execute();
  }
  await currentBy('file_created_at');
  await currentBy('format', 'file_created_at');
  await currentBy('taken_at', 'file_created_at');
  await schema
    .createIndex('versions_by_created_by')
    .on('versions')
    .columns(['created_by', 'key'])
    .where(sql<boolean>`created_by is not null`)
    .execute();
  await schema
    .createIndex('versions_by_place')
    .on('versions')
    .columns(['latitude', 'longitude', 'key'])
    .where(sql<boolean>`latitude is not null`)
    .execute();
  await schema.dropIndex('versions_older').execute();
  await schema
    .createIndex('versions_older')
    .on('versions')
    .columns(['created_at', 'file_id', 'id'])
    .where(sql<boolean>`is_current = 0`)
    .execute();
  await schema.dropIndex('files_by_name').execute();
  await schema.dropIndex('files_by_created').execute();
  await schema.createIndex('files_by_name').on('files').columns(['name', 'created_at', 'id']).execute();
  await schema.createIndex('folders_by_name').on('folders').columns(['name', 'created_at', 'id']).execute();
  await schema.createIndex('folders_by_created').on('folders').columns(['created_at', 'id']).execute();
}
