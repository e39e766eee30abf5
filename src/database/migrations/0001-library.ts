import { type Kysely, type SchemaModule, sql } from 'kysely';
import { rootFolderId } from '../../domain/folder.ts';
import type { Tables } from '../tables.ts';

/** Folders, files, versions and their tags; keys, used upload tokens, settings. */
export async function library(db: Kysely<Tables>): Promise<void> {
  await createFolders(db.schema);
  await createFiles(db.schema);
  await createVersions(db.schema);
  await createTags(db.schema);
  await createServerTables(db.schema);
  await seedRoot(db);
}

async function createFolders(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('folders')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('parent_id', 'text', (column) => column.references('folders.id'))
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('path', 'text', (column) => column.notNull().unique())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .execute();
  await schema.createIndex('folders_by_parent').on('folders').columns(['parent_id', 'name', 'id']).execute();
}

async function createFiles(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('files')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('folder_id', 'text', (column) => column.notNull().references('folders.id'))
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('highest_version_number', 'integer', (column) => column.notNull())
    .addUniqueConstraint('files_path', ['folder_id', 'name'])
    .execute();
  await schema.createIndex('files_by_name').on('files').columns(['name', 'id']).execute();
  await schema.createIndex('files_by_created').on('files').columns(['created_at', 'id']).execute();
}

async function createVersions(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('versions')
    .addColumn('key', 'text', (column) => column.primaryKey().notNull())
    .addColumn('id', 'text', (column) => column.notNull().unique())
    .addColumn('file_id', 'text', (column) => column.notNull().references('files.id').onDelete('cascade'))
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('is_current', 'integer', (column) => column.notNull().check(sql`is_current in (0, 1)`))
    .addColumn('superseded_order', 'integer')
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('blob_hash', 'text', (column) => column.notNull())
    .addColumn('size_bytes', 'bigint', (column) => column.notNull())
    .addColumn('facts', 'text', (column) => column.notNull())
    .addColumn('mime', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('width', 'integer')
    .addColumn('height', 'integer')
    .addColumn('custom_coordinates', 'text')
    .addColumn('description', 'text')
    .addColumn('is_private', 'integer', (column) => column.notNull().check(sql`is_private in (0, 1)`))
    .addColumn('is_published', 'integer', (column) => column.notNull().check(sql`is_published in (0, 1)`))
    .addColumn('delivery_token', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addUniqueConstraint('versions_number', ['file_id', 'number'])
    .execute();
  await createVersionIndexes(schema);
}

/** Lists show current versions, so most indexes hold nothing else. */
async function createVersionIndexes(schema: SchemaModule): Promise<void> {
  const isCurrent = sql<boolean>`is_current = 1`;
  const isOlder = sql<boolean>`is_current = 0`;
  await schema
    .createIndex('versions_current')
    .unique()
    .on('versions')
    .column('file_id')
    .where(isCurrent)
    .execute();
  for (const field of ['updated_at', 'size_bytes', 'width', 'height']) {
    await schema
      .createIndex(`versions_by_${field}`)
      .on('versions')
      .columns([field, 'file_id'])
      .where(isCurrent)
      .execute();
  }
  await schema
    .createIndex('versions_older')
    .on('versions')
    .columns(['created_at', 'id'])
    .where(isOlder)
    .execute();
  await schema.createIndex('versions_by_blob').on('versions').column('blob_hash').execute();
}

async function createTags(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('version_tags')
    .addColumn('version_key', 'text', (column) =>
      column.notNull().references('versions.key').onDelete('cascade'),
    )
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('tag', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('version_tags_key', ['version_key', 'position'])
    .execute();
  await schema
    .createIndex('version_tags_by_tag')
    .on('version_tags')
    .columns(['tag', 'version_key'])
    .execute();
  await schema
    .createTable('version_ai_tags')
    .addColumn('version_key', 'text', (column) =>
      column.notNull().references('versions.key').onDelete('cascade'),
    )
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('confidence', 'double precision', (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('version_ai_tags_key', ['version_key', 'position'])
    .execute();
  await schema
    .createIndex('version_ai_tags_by_name')
    .on('version_ai_tags')
    .columns(['name', 'version_key'])
    .execute();
}

async function createServerTables(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('key_pairs')
    .addColumn('public_key', 'text', (column) => column.primaryKey().notNull())
    .addColumn('private_key', 'text', (column) => column.notNull().unique())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint')
    .execute();
  await schema
    .createTable('upload_tokens')
    .addColumn('token_hash', 'text', (column) => column.primaryKey().notNull())
    .addColumn('used_at', 'bigint', (column) => column.notNull())
    .execute();
  await schema.createIndex('upload_tokens_by_use').on('upload_tokens').column('used_at').execute();
  await schema
    .createTable('settings')
    .addColumn('name', 'text', (column) => column.primaryKey().notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .execute();
}

async function seedRoot(db: Kysely<Tables>): Promise<void> {
  const now = Date.now();
  await db
    .insertInto('folders')
    .values({ id: rootFolderId, parent_id: null, name: '', path: '/', created_at: now, updated_at: now })
    .execute();
}
