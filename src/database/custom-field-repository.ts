import type { CustomFieldRepository } from '../domain/database.ts';
import { notFound } from '../domain/errors.ts';
import { fromCustomField, toCustomField } from './map-custom-metadata.ts';
import { atomically, type Store } from './store.ts';

const columns = ['id', 'name', 'label', 'description', 'schema', 'deleted_at'] as const;

export function createCustomFieldRepository(store: Store): CustomFieldRepository {
  const { read, write } = store;
  return {
    async list({ includeDeleted }) {
      const all = read.selectFrom('custom_fields').select(columns).orderBy('created_order');
      const rows = await (includeDeleted ? all : all.where('deleted_at', 'is', null)).execute();
      return rows.map(toCustomField);
    },

    async find(id) {
      const row = await read
        .selectFrom('custom_fields')
        .select(columns)
        .where('id', '=', id)
        .executeTakeFirst();
      return row && toCustomField(row);
    },

    insert: (field, createdAt) =>
      atomically(store, async (db) => {
        const { last } = await db
          .selectFrom('custom_fields')
          .select((eb) => eb.fn.max('created_order').as('last'))
          .executeTakeFirstOrThrow();
        await db
          .insertInto('custom_fields')
          .values({
            id: field.id,
            name: field.name,
            ...fromCustomField(field),
            created_order: (last ?? 0) + 1,
            created_at: createdAt.getTime(),
          })
          .execute();
      }),

    async update(field) {
      const result = await write
        .updateTable('custom_fields')
        .set(fromCustomField(field))
        .where('id', '=', field.id)
        .executeTakeFirst();
      if (result.numUpdatedRows === 0n) throw notFound('No such custom metadata field exists.');
    },
  };
}
