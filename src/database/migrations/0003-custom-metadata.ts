import { type Kysely, type RawBuilder, type SchemaModule, sql } from 'kysely';
import type { Tables } from '../tables.ts';

/** Custom metadata fields, and their values on versions. */
export async function customMetadata(db: Kysely<Tables>): Promise<void> {
  await createFields(db.schema);
  await createValues(db.schema);
  await createValueIndexes(db.schema);
}

/** A name is taken for ever, a label as long as its field is not deleted (spec library-api §7.2). */
async function createFields(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('custom_fields')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('name', 'text', (column) => column.notNull().unique())
    .addColumn('label', 'text', (column) => column.notNull())
    .addColumn('description', 'text')
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('schema', 'text', (column) => column.notNull())
    .addColumn('created_order', 'integer', (column) => column.notNull().unique())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('deleted_at', 'bigint')
    .execute();
  await schema
    .createIndex('custom_fields_live_label')
    .unique()
    .on('custom_fields')
    .column('label')
    .where(sql<boolean>`deleted_at is null`)
    .execute();
}

async function createValues(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('version_custom_metadata')
    .addColumn('version_key', 'text', (column) =>
      column.notNull().references('versions.key').onDelete('cascade'),
    )
    .addColumn('field_id', 'text', (column) => column.notNull().references('custom_fields.id'))
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('text_value', 'text')
    .addColumn('number_value', 'double precision')
    .addColumn('boolean_value', 'integer', (column) => column.check(sql`boolean_value in (0, 1)`))
    .addColumn('date_value', 'bigint')
    .addPrimaryKeyConstraint('version_custom_metadata_key', ['version_key', 'field_id', 'position'])
    .execute();
}

/** PostgreSQL refuses to index a text of more than about 2,700 bytes: its beginning must do. */
const textStart = sql<string>`substr(text_value, 1, 100)`;

/** By field and value, each index without the rows that have no such value. */
async function createValueIndexes(schema: SchemaModule): Promise<void> {
  const indexes: readonly (readonly [string, RawBuilder<string> | undefined])[] = [
    ['text_value', textStart],
    ['number_value', undefined],
    ['boolean_value', undefined],
    ['date_value', undefined],
  ];
  for (const [column, expression] of indexes) {
    await schema
      .createIndex(`version_custom_metadata_by_${column}`)
      .on('version_custom_metadata')
      .columns(['field_id'])
      .expression(expression ?? sql.ref(column))
      .columns(['version_key'])
      .where(sql<boolean>`${sql.ref(column)} is not null`)
      .execute();
  }
}
