import type { Kysely } from 'kysely';
import type { UrlEndpointRepository } from '../domain/database.ts';
import { MediaError } from '../domain/errors.ts';
import type { OriginId, UrlEndpointId } from '../domain/ids.ts';
import type { UrlEndpoint } from '../domain/url-endpoint.ts';
import { atomically, type Store } from './store.ts';
import type { Tables, UrlEndpointTable } from './tables.ts';

export function createUrlEndpointRepository(store: Store): UrlEndpointRepository {
  const { read, write } = store;
  return {
    async list() {
      const rows = await read.selectFrom('url_endpoints').selectAll().orderBy('number').execute();
      const origins = await listOrigins(read);
      return rows.map((row) => toUrlEndpoint(row, origins.get(row.id) ?? []));
    },

    async find(id) {
      const row = await read.selectFrom('url_endpoints').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toUrlEndpoint(row, (await listOrigins(read)).get(id) ?? []);
    },

    insert: (endpoint) =>
      atomically(store, async (db) => {
        await refuseTaken(db, endpoint);
        const number = await nextNumber(db);
        await db
          .insertInto('url_endpoints')
          .values({ id: endpoint.id, number, ...columnsOf(endpoint) })
          .execute();
        await insertOrigins(db, endpoint);
      }),

    update: (endpoint) =>
      atomically(store, async (db) => {
        await refuseTaken(db, endpoint);
        await db
          .updateTable('url_endpoints')
          .set(columnsOf(endpoint))
          .where('id', '=', endpoint.id)
          .execute();
        await db.deleteFrom('url_endpoint_origins').where('endpoint_id', '=', endpoint.id).execute();
        await insertOrigins(db, endpoint);
      }),

    async delete(id) {
      const result = await write.deleteFrom('url_endpoints').where('id', '=', id).executeTakeFirst();
      return result.numDeletedRows > 0n;
    },
  };
}

async function listOrigins(db: Kysely<Tables>): Promise<Map<UrlEndpointId, OriginId[]>> {
  const rows = await db
    .selectFrom('url_endpoint_origins')
    .selectAll()
    .orderBy('endpoint_id')
    .orderBy('position')
    .execute();
  const origins = new Map<UrlEndpointId, OriginId[]>();
  for (const { endpoint_id, origin_id } of rows) {
    origins.set(endpoint_id, [...(origins.get(endpoint_id) ?? []), origin_id]);
  }
  return origins;
}

async function refuseTaken(db: Kysely<Tables>, { id, urlPrefix }: UrlEndpoint): Promise<void> {
  const rival = await db
    .selectFrom('url_endpoints')
    .select('id')
    .where('url_prefix', '=', urlPrefix)
    .where('id', '!=', id)
    .executeTakeFirst();
  if (rival !== undefined) throw new MediaError('conflict', `There is an endpoint ${urlPrefix}.`);
}

async function nextNumber(db: Kysely<Tables>): Promise<number> {
  const { highest } = await db
    .selectFrom('url_endpoints')
    .select((expression) => expression.fn.max('number').as('highest'))
    .executeTakeFirstOrThrow();
  return Number(highest) + 1;
}

async function insertOrigins(db: Kysely<Tables>, { id, origins }: UrlEndpoint): Promise<void> {
  if (origins.length === 0) return;
  await db
    .insertInto('url_endpoint_origins')
    .values(origins.map((origin_id, position) => ({ endpoint_id: id, position, origin_id })))
    .execute();
}

function columnsOf({ description, urlPrefix, urlRewriter }: UrlEndpoint) {
  return {
    description,
    url_prefix: urlPrefix,
    url_rewriter: urlRewriter === undefined ? null : JSON.stringify(urlRewriter),
  };
}

function toUrlEndpoint(row: UrlEndpointTable, origins: readonly OriginId[]): UrlEndpoint {
  return {
    id: row.id,
    description: row.description,
    urlPrefix: row.url_prefix,
    origins,
    ...(row.url_rewriter !== null && { urlRewriter: JSON.parse(row.url_rewriter) }),
  };
}
