import { type CreateTableBuilder, type Kysely, type SchemaModule, SqliteAdapter, sql } from 'kysely';
import type { Tables } from '../tables.ts';

/**
 * A card for each version: what is searched and sorted of it, in a table of its own that is narrow enough to be walked. Words
 * are kept in the order of relevance.
 */
export async function cards(db: Kysely<Tables>): Promise<void> {
  const dialect: Dialect = db.getExecutor().adapter instanceof SqliteAdapter ? 'sqlite' : 'postgres';
  await createCards(db.schema, dialect);
  await fillCards(db);
  await createOrders(db, dialect);
  await createFinders(db.schema);
  await dropOldIndexes(db.schema);
  await replaceFileTokens(db, dialect);
  await replaceVersionTokens(db, dialect);
  // SQLite is told how to read (search/choose-readings.ts); PostgreSQL goes by what it knows of the tables, and of new ones knows nothing.
  if (dialect === 'postgres') await sql`analyze cards, file_tokens, version_tokens`.execute(db);
}

type Dialect = 'sqlite' | 'postgres';

async function createCards(schema: SchemaModule, dialect: Dialect): Promise<void> {
  await clustered(
    schema
      .createTable('cards')
      .addColumn('version_key', 'text', (column) =>
        column.primaryKey().notNull().references('versions.key').onDelete('cascade'),
      )
      .addColumn('file_id', 'text', (column) => column.notNull())
      .addColumn('version_id', 'text')
      .addColumn('is_current', 'integer', (column) => column.notNull())
      .addColumn('folder_id', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('updated_at', 'bigint', (column) => column.notNull())
      .addColumn('size_bytes', 'bigint', (column) => column.notNull())
      .addColumn('width', 'integer')
      .addColumn('height', 'integer')
      .addColumn('is_image', 'integer', (column) => column.notNull())
      .addColumn('is_private', 'integer', (column) => column.notNull())
      .addColumn('is_published', 'integer', (column) => column.notNull())
      .addColumn('is_tagged', 'integer', (column) => column.notNull())
      .addColumn('has_keywords', 'integer', (column) => column.notNull())
      .addColumn('has_alpha', 'integer')
      .addColumn('format', 'text')
      .addColumn('taken_at', 'bigint')
      .addColumn('latitude', 'double precision')
      .addColumn('longitude', 'double precision')
      .addColumn('created_by', 'text'),
    dialect,
  ).execute();
}

/** SQLite then keeps the rows in the order of their key, in place of beside it. */
function clustered<Table extends string, Column extends string>(
  table: CreateTableBuilder<Table, Column>,
  dialect: Dialect,
): CreateTableBuilder<Table, Column> {
  return dialect === 'sqlite' ? table.modifyEnd(sql`without rowid`) : table;
}

async function fillCards(db: Kysely<Tables>): Promise<void> {
  const has = (table: string) =>
    sql`exists (select 1 from ${sql.table(table)} as t where t.version_key = v.key)`;
  await sql`insert into cards (version_key, file_id, version_id, is_current, folder_id, name, created_at, updated_at,
      size_bytes, width, height, is_image, is_private, is_published, is_tagged, has_keywords, has_alpha, format, taken_at,
      latitude, longitude, created_by)
    select v.key, v.file_id, case when v.is_current = 1 then null else v.id end, v.is_current, f.folder_id, f.name,
      case when v.is_current = 1 then f.created_at else v.created_at end, v.updated_at,
      v.size_bytes, v.width, v.height, case when v.kind = 'image' then 1 else 0 end, v.is_private, v.is_published,
      case when ${has('version_tags')} or ${has('version_ai_tags')} then 1 else 0 end,
      case when ${has('version_keywords')} then 1 else 0 end, v.has_alpha, v.format, v.taken_at,
      v.latitude, v.longitude, v.created_by
    from versions as v join files as f on f.id = v.file_id order by v.key`.execute(db);
}

/**
 * Ties are parted by creation, then id (spec search §7): each index of an order ends so. The key behind them is what hits of
 * other indexes are known by: cards are passed without being looked up.
 */
async function createOrders(db: Kysely<Tables>, dialect: Dialect): Promise<void> {
  const order = (name: string, ...columns: string[]) =>
    db.schema
      .createIndex(`cards_by_${name}`)
      .on('cards')
      .columns(['is_current', ...columns, 'created_at', 'file_id', 'version_key'])
      .execute();
  await db.schema
    .createIndex('cards_by_created_at')
    .on('cards')
    .columns(['is_current', 'created_at', 'file_id', 'version_key'])
    .execute();
  for (const name of ['name', 'updated_at', 'size_bytes', 'width', 'height']) await order(name, name);
  // A folder and a format are most often listed in the order of creation.
  await order('folder', 'folder_id');
  await order('format', 'format');
  // Many pictures have the same size: sorted down, creation still rises among them.
  const falling = dialect === 'sqlite' ? sql`desc` : sql`desc nulls last`;
  for (const name of ['width', 'height']) {
    await sql`create index ${sql.ref(`cards_by_falling_${name}`)} on cards
      (is_current, ${sql.ref(name)} ${falling}, created_at, file_id, version_key)`.execute(db);
  }
}

/** What few cards have is found at once, and in the order of creation. */
async function createFinders(schema: SchemaModule): Promise<void> {
  const flags = { is_private: 1, is_published: 0, is_tagged: 0, is_image: 0 };
  for (const [name, value] of Object.entries(flags)) {
    await schema
      .createIndex(`cards_with_${name}_${value}`)
      .on('cards')
      .columns(['is_current', name, 'created_at', 'file_id'])
      .where(sql<boolean>`${sql.ref(name)} = ${sql.lit(value)}`)
      .execute();
  }
  const partial = { taken_at: ['taken_at'], latitude: ['latitude', 'longitude'], created_by: ['created_by'] };
  for (const [name, columns] of Object.entries(partial)) {
    await schema
      .createIndex(`cards_by_${name}`)
      .on('cards')
      .columns([...columns, 'version_key'])
      .where(sql<boolean>`${sql.ref(name)} is not null`)
      .execute();
  }
  await schema
    .createIndex('cards_by_file')
    .on('cards')
    .columns(['file_id', 'is_current', 'created_at'])
    .execute();
  // Eight digits of a key tell the second, the others are random: the lowest of them are a sample of all.
  await schema.createIndex('cards_sample').on('cards').expression(sql`substr(version_key, 9)`).execute();
}

async function dropOldIndexes(schema: SchemaModule): Promise<void> {
  const names = ['updated_at', 'size_bytes', 'width', 'height', 'falling_width', 'falling_height'];
  for (const name of [...names, 'file_created_at', 'format', 'taken_at', 'created_by', 'place'])
    await schema.dropIndex(`versions_by_${name}`).execute();
  await schema.dropIndex('versions_older').execute();
  await schema.dropIndex('files_by_name').execute();
}

async function replaceFileTokens(db: Kysely<Tables>, dialect: Dialect): Promise<void> {
  const { schema } = db;
  await schema.dropIndex('file_tokens_by_token').execute();
  await schema.alterTable('file_tokens').renameTo('old_tokens').execute();
  await clustered(
    schema
      .createTable('file_tokens')
      .addColumn('file_id', 'text', (column) => column.notNull().references('files.id').onDelete('cascade'))
      .addColumn('token', 'text', (column) => column.notNull())
      .addColumn('total', 'integer', (column) => column.notNull())
      .addColumn('file_created_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('file_words_key', ['file_id', 'token']),
    dialect,
  ).execute();
  await sql`insert into file_tokens (file_id, token, total, file_created_at)
    select t.file_id, t.token, t.total, f.created_at from old_tokens as t join files as f on f.id = t.file_id
    order by t.file_id, t.token`.execute(db);
  await schema.dropTable('old_tokens').execute();
  await schema
    .createIndex('file_tokens_by_relevance')
    .on('file_tokens')
    .columns(['token', 'total', 'file_created_at', 'file_id'])
    .execute();
}

async function replaceVersionTokens(db: Kysely<Tables>, dialect: Dialect): Promise<void> {
  const { schema } = db;
  await schema.dropIndex('version_tokens_by_token').execute();
  await schema.alterTable('version_tokens').renameTo('old_tokens').execute();
  await clustered(
    schema
      .createTable('version_tokens')
      .addColumn('version_key', 'text', (column) =>
        column.notNull().references('versions.key').onDelete('cascade'),
      )
      .addColumn('field', 'text', (column) => column.notNull())
      .addColumn('token', 'text', (column) => column.notNull())
      .addColumn('total', 'integer', (column) => column.notNull())
      .addColumn('file_created_at', 'bigint', (column) => column.notNull())
      .addColumn('file_id', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('version_words_key', ['version_key', 'field', 'token']),
    dialect,
  ).execute();
  await sql`insert into version_tokens (version_key, field, token, total, file_created_at, file_id)
    select t.version_key, t.field, t.token, t.total, v.file_created_at, v.file_id
    from old_tokens as t join versions as v on v.key = t.version_key
    order by t.version_key, t.field, t.token`.execute(db);
  await schema.dropTable('old_tokens').execute();
  await schema
    .createIndex('version_tokens_by_relevance')
    .on('version_tokens')
    .columns(['field', 'token', 'total', 'file_created_at', 'file_id', 'version_key'])
    .execute();
}
