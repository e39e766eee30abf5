import type { SavedExtensionRepository } from '../domain/database.ts';
import type { SavedExtension } from '../domain/saved-extension.ts';
import type { Store } from './store.ts';
import type { SavedExtensionTable } from './tables.ts';

export function createSavedExtensionRepository({ read, write }: Store): SavedExtensionRepository {
  return {
    async list() {
      const rows = await read
        .selectFrom('saved_extensions')
        .selectAll()
        .orderBy('created_at')
        .orderBy('id')
        .execute();
      return rows.map(toSavedExtension);
    },

    async find(id) {
      const row = await read
        .selectFrom('saved_extensions')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst();
      return row && toSavedExtension(row);
    },

    async insert(item) {
      await write.insertInto('saved_extensions').values(fromSavedExtension(item)).execute();
    },

    async update(item) {
      const { id, created_at, ...changed } = fromSavedExtension(item);
      await write.updateTable('saved_extensions').set(changed).where('id', '=', id).execute();
    },

    async delete(id) {
      const result = await write.deleteFrom('saved_extensions').where('id', '=', id).executeTakeFirst();
      return result.numDeletedRows > 0n;
    },
  };
}

function toSavedExtension(row: SavedExtensionTable): SavedExtension {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    config: JSON.parse(row.config),
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
  };
}

function fromSavedExtension(item: SavedExtension): SavedExtensionTable {
  return {
    id: item.id,
    name: item.name,
    description: item.description,
    config: JSON.stringify(item.config),
    created_at: item.createdAt.getTime(),
    updated_at: item.updatedAt.getTime(),
  };
}
