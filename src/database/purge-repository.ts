import type { Kysely } from 'kysely';
import type { NumberedPurge, PurgeRepository } from '../domain/database.ts';
import type { PurgeNode } from '../domain/purge.ts';
import { atomically, type Store } from './store.ts';
import type { PurgeNodeTable, PurgeTable, Tables } from './tables.ts';

export function createPurgeRepository(store: Store): PurgeRepository {
  const { read, write } = store;
  return {
    insert: ({ id, url, behind, isPrefix, createdAt }) =>
      atomically(store, async (db) => {
        const number = (await findLatestNumber(db)) + 1;
        await db
          .insertInto('purges')
          .values({ id, number, url, behind, is_prefix: isPrefix ? 1 : 0, created_at: createdAt.getTime() })
          .execute();
      }),

    async find(id) {
      const row = await read.selectFrom('purges').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toPurge(row);
    },

    async listAfter(number, limit) {
      const rows = await read
        .selectFrom('purges')
        .selectAll()
        .where('number', '>', number)
        .orderBy('number')
        .limit(limit)
        .execute();
      return rows.map(toPurge);
    },

    findLatestNumber: () => findLatestNumber(read),

    async countSince(moment) {
      const { count } = await read
        .selectFrom('purges')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('created_at', '>=', moment.getTime())
        .executeTakeFirstOrThrow();
      return Number(count);
    },

    async listNodes() {
      const rows = await read.selectFrom('purge_nodes').selectAll().orderBy('id').execute();
      return rows.map(toNode);
    },

    async noteNode({ id, done, seenAt }) {
      const state = { done_number: done, seen_at: seenAt?.getTime() ?? null };
      await write
        .insertInto('purge_nodes')
        .values({ id, ...state })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(state))
        .execute();
    },

    forget: (before) =>
      atomically(store, async (db) => {
        const { last } = await db
          .selectFrom('purges')
          .select((eb) => eb.fn.max('number').as('last'))
          .where('created_at', '<', before.getTime())
          .where('number', '<', await findLatestNumber(db))
          .executeTakeFirstOrThrow();
        if (last === null) return;
        await db.deleteFrom('purges').where('number', '<=', last).execute();
        await db.deleteFrom('purge_nodes').where('done_number', '<', last).execute();
      }),
  };
}

async function findLatestNumber(db: Kysely<Tables>): Promise<number> {
  const { latest } = await db
    .selectFrom('purges')
    .select((eb) => eb.fn.max('number').as('latest'))
    .executeTakeFirstOrThrow();
  return Number(latest ?? 0);
}

function toPurge(row: PurgeTable): NumberedPurge {
  return {
    id: row.id,
    number: row.number,
    url: row.url,
    behind: row.behind,
    isPrefix: row.is_prefix === 1,
    createdAt: new Date(row.created_at),
  };
}

function toNode({ id, done_number, seen_at }: PurgeNodeTable): PurgeNode {
  return { id, done: done_number, ...(seen_at !== null && { seenAt: new Date(seen_at) }) };
}
