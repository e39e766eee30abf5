import type { Kysely, SchemaModule } from 'kysely';
import type { Tables } from '../tables.ts';

/** Purge requests and the nodes that have to do them; what was delivered, by day. */
export async function purgeAndUsage({ schema }: Kysely<Tables>): Promise<void> {
  await createPurges(schema);
  await createUsage(schema);
  // The whole library is added up at every look at the usage.
  await schema.createIndex('versions_by_size').on('versions').columns(['size_bytes', 'key']).execute();
}

async function createPurges(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('purges')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('number', 'bigint', (column) => column.notNull().unique())
    .addColumn('url', 'text', (column) => column.notNull())
    .addColumn('behind', 'text', (column) => column.notNull())
    .addColumn('is_prefix', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await schema.createIndex('purges_by_created').on('purges').column('created_at').execute();
  await schema
    .createTable('purge_nodes')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('done_number', 'bigint', (column) => column.notNull())
    .addColumn('seen_at', 'bigint')
    .execute();
}

async function createUsage(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('usage_tallies')
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('request_count', 'bigint', (column) => column.notNull())
    .addColumn('bandwidth_bytes', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('usage_tallies_key', ['kind', 'day', 'name'])
    .execute();
  await schema
    .createTable('usage_storage')
    .addColumn('day', 'text', (column) => column.primaryKey().notNull())
    .addColumn('size_bytes', 'bigint', (column) => column.notNull())
    .execute();
}
