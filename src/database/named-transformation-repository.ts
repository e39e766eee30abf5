import type { NamedTransformationRepository } from '../domain/database.ts';
import { MediaError } from '../domain/errors.ts';
import type { NamedTransformation } from '../domain/named-transformation.ts';
import type { Store } from './store.ts';
import type { NamedTransformationTable } from './tables.ts';

export function createNamedTransformationRepository({ read, write }: Store): NamedTransformationRepository {
  return {
    async list() {
      const rows = await read
        .selectFrom('named_transformations')
        .selectAll()
        .orderBy('created_at')
        .orderBy('id')
        .execute();
      return rows.map(toNamedTransformation);
    },

    async find(id) {
      const row = await read
        .selectFrom('named_transformations')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst();
      return row && toNamedTransformation(row);
    },

    async insert(item) {
      const result = await write
        .insertInto('named_transformations')
        .values(fromNamedTransformation(item))
        .onConflict((conflict) => conflict.column('name').doNothing())
        .executeTakeFirst();
      if (result.numInsertedOrUpdatedRows === 0n) throw taken(item);
    },

    async update(item) {
      const rival = await read
        .selectFrom('named_transformations')
        .select('id')
        .where('name', '=', item.name)
        .where('id', '!=', item.id)
        .executeTakeFirst();
      if (rival !== undefined) throw taken(item);
      const { id, created_at, ...changed } = fromNamedTransformation(item);
      await write.updateTable('named_transformations').set(changed).where('id', '=', id).execute();
    },

    async delete(id) {
      const result = await write.deleteFrom('named_transformations').where('id', '=', id).executeTakeFirst();
      return result.numDeletedRows > 0n;
    },
  };
}

function taken({ name }: NamedTransformation): MediaError {
  return new MediaError('conflict', `There is a named transformation ${name}.`);
}

function toNamedTransformation(row: NamedTransformationTable): NamedTransformation {
  return {
    id: row.id,
    name: row.name,
    transformation: row.transformation,
    enabled: row.enabled === 1,
    createdAt: new Date(row.created_at),
  };
}

function fromNamedTransformation(item: NamedTransformation): NamedTransformationTable {
  return {
    id: item.id,
    name: item.name,
    transformation: item.transformation,
    enabled: item.enabled ? 1 : 0,
    created_at: item.createdAt.getTime(),
  };
}
