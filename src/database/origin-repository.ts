import type { OriginRepository } from '../domain/database.ts';
import { type ExternalOrigin, isOriginSecret } from '../domain/external-origin.ts';
import type { Seal } from '../domain/seal.ts';
import type { Store } from './store.ts';
import type { OriginTable } from './tables.ts';

export function createOriginRepository({ read, write, seal }: Store): OriginRepository {
  return {
    async list() {
      const rows = await read.selectFrom('origins').selectAll().orderBy('created_at').orderBy('id').execute();
      return rows.map((row) => toOrigin(row, seal));
    },

    async find(id) {
      const row = await read.selectFrom('origins').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toOrigin(row, seal);
    },

    async insert(origin) {
      await write.insertInto('origins').values(fromOrigin(origin, seal)).execute();
    },

    async update(origin) {
      const { id, created_at, ...changed } = fromOrigin(origin, seal);
      await write.updateTable('origins').set(changed).where('id', '=', id).execute();
    },

    async delete(id) {
      const result = await write.deleteFrom('origins').where('id', '=', id).executeTakeFirst();
      return result.numDeletedRows > 0n;
    },
  };
}

function toOrigin(row: OriginTable, seal: Seal): ExternalOrigin {
  return {
    id: row.id,
    name: row.name,
    place: { ...JSON.parse(row.place), ...JSON.parse(seal.open(row.secrets, row.id)) },
    includeCanonicalHeader: row.include_canonical_header === 1,
    ...(row.base_url_for_canonical_header !== null && {
      baseUrlForCanonicalHeader: row.base_url_for_canonical_header,
    }),
    createdAt: new Date(row.created_at),
  };
}

function fromOrigin(origin: ExternalOrigin, seal: Seal): OriginTable {
  const properties = Object.entries(origin.place);
  const secrets = Object.fromEntries(properties.filter(([name]) => isOriginSecret(name)));
  const place = Object.fromEntries(properties.filter(([name]) => !isOriginSecret(name)));
  return {
    id: origin.id,
    name: origin.name,
    place: JSON.stringify(place),
    secrets: seal.seal(JSON.stringify(secrets), origin.id),
    include_canonical_header: origin.includeCanonicalHeader ? 1 : 0,
    base_url_for_canonical_header: origin.baseUrlForCanonicalHeader ?? null,
    created_at: origin.createdAt.getTime(),
  };
}
