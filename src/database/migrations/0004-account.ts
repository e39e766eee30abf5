import type { Kysely, SchemaModule } from 'kysely';
import { defaultEndpointId } from '../../domain/url-endpoint.ts';
import type { Tables } from '../tables.ts';

/** Permissions of key pairs; named transformations, saved extensions, origins and URL-endpoints. */
export async function account(db: Kysely<Tables>): Promise<void> {
  const { schema } = db;
  await schema.alterTable('key_pairs').addColumn('media_level', 'text').execute();
  await schema.alterTable('key_pairs').addColumn('account_level', 'text').execute();
  await createNamedTransformations(schema);
  await createSavedExtensions(schema);
  await createOrigins(schema);
  await createUrlEndpoints(schema);
  await seedDefaultEndpoint(db);
}

async function createNamedTransformations(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('named_transformations')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('name', 'text', (column) => column.notNull().unique())
    .addColumn('transformation', 'text', (column) => column.notNull())
    .addColumn('enabled', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
}

async function createSavedExtensions(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('saved_extensions')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('description', 'text', (column) => column.notNull())
    .addColumn('config', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .execute();
}

async function createOrigins(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('origins')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('place', 'text', (column) => column.notNull())
    .addColumn('secrets', 'text', (column) => column.notNull())
    .addColumn('include_canonical_header', 'integer', (column) => column.notNull())
    .addColumn('base_url_for_canonical_header', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
}

async function createUrlEndpoints(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('url_endpoints')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('number', 'bigint', (column) => column.notNull())
    .addColumn('description', 'text', (column) => column.notNull())
    .addColumn('url_prefix', 'text', (column) => column.notNull().unique())
    .addColumn('url_rewriter', 'text')
    .execute();
  await schema
    .createTable('url_endpoint_origins')
    .addColumn('endpoint_id', 'text', (column) =>
      column.notNull().references('url_endpoints.id').onDelete('cascade'),
    )
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('origin_id', 'text', (column) => column.notNull().references('origins.id'))
    .addPrimaryKeyConstraint('url_endpoint_origins_key', ['endpoint_id', 'position'])
    .execute();
  await schema
    .createIndex('url_endpoint_origins_by_origin')
    .on('url_endpoint_origins')
    .column('origin_id')
    .execute();
}

async function seedDefaultEndpoint(db: Kysely<Tables>): Promise<void> {
  await db
    .insertInto('url_endpoints')
    .values({
      id: defaultEndpointId,
      number: 0,
      description: 'Default URL-endpoint',
      url_prefix: '',
      url_rewriter: null,
    })
    .execute();
}
