import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import type { UsageRepository } from '../domain/database.ts';
import { usageKinds } from '../domain/usage.ts';
import { atomically, type Store } from './store.ts';

/** Rows of one statement: databases count its parameters, and SQLite works on this very thread. */
const rowsAtOnce = 200;

/** Kinds are named even where all are meant: the key begins with them, and so a day is found without reading the others. */
export function createUsageRepository(store: Store): UsageRepository {
  const { read, write } = store;
  return {
    add: (day, tallies) =>
      atomically(store, async (db) => {
        for (let start = 0; start < tallies.length; start += rowsAtOnce) {
          const rows = tallies.slice(start, start + rowsAtOnce).map((tally) => ({
            kind: tally.kind,
            day,
            name: tally.name,
            request_count: tally.requestCount,
            bandwidth_bytes: tally.bandwidthBytes,
          }));
          await db
            .insertInto('usage_tallies')
            .values(rows)
            .onConflict((conflict) =>
              conflict.columns(['kind', 'day', 'name']).doUpdateSet((eb) => ({
                request_count: eb('usage_tallies.request_count', '+', eb.ref('excluded.request_count')),
                bandwidth_bytes: eb('usage_tallies.bandwidth_bytes', '+', eb.ref('excluded.bandwidth_bytes')),
              })),
            )
            .execute();
          await setImmediate();
        }
      }),

    prune: (day, keep) =>
      atomically(store, async (db) => {
        const crowded = await db
          .selectFrom('usage_tallies')
          .select('kind')
          .where('kind', 'in', usageKinds)
          .where('day', '=', day)
          .groupBy('kind')
          .having((eb) => eb.fn.countAll(), '>', 2 * keep)
          .execute();
        for (const { kind } of crowded) {
          const ofKind = db.selectFrom('usage_tallies').where('kind', '=', kind).where('day', '=', day);
          const most = (column: 'request_count' | 'bandwidth_bytes') =>
            ofKind.select('name').orderBy(column, 'desc').orderBy('name').limit(keep);
          await db
            .deleteFrom('usage_tallies')
            .where('kind', '=', kind)
            .where('day', '=', day)
            .where('name', 'not in', most('request_count'))
            .where('name', 'not in', most('bandwidth_bytes'))
            .execute();
        }
      }),

    async list({ kind, first, last, by, limit }) {
      const rows = await read
        .selectFrom('usage_tallies')
        .select((eb) => [
          'name',
          eb.fn.sum<number>('request_count').as('requests'),
          eb.fn.sum<number>('bandwidth_bytes').as('bytes'),
        ])
        .where('kind', '=', kind)
        .where('day', '>=', first)
        .where('day', '<=', last)
        .groupBy('name')
        .orderBy(sql.ref(by), 'desc')
        .orderBy('name')
        .limit(limit)
        .execute();
      return rows.map(({ name, requests, bytes }) => ({
        name,
        requestCount: Number(requests),
        bandwidthBytes: Number(bytes),
      }));
    },

    async noteStorage(day, sizeBytes) {
      await write
        .insertInto('usage_storage')
        .values({ day, size_bytes: sizeBytes })
        .onConflict((conflict) => conflict.column('day').doUpdateSet({ size_bytes: sizeBytes }))
        .execute();
    },

    async findStorage(day) {
      const row = await read
        .selectFrom('usage_storage')
        .select('size_bytes')
        .where('day', '<=', day)
        .orderBy('day', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row?.size_bytes;
    },

    forget: (day) =>
      atomically(store, async (db) => {
        await db.deleteFrom('usage_tallies').where('kind', 'in', usageKinds).where('day', '<', day).execute();
        await db
          .deleteFrom('usage_storage')
          .where('day', '<', day)
          .where('day', '<', (eb) =>
            eb.selectFrom('usage_storage as s').select((latest) => latest.fn.max('s.day').as('day')),
          )
          .execute();
      }),
  };
}
