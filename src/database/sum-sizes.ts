import { setImmediate } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import type { VersionKey } from '../domain/ids.ts';
import type { Tables } from './tables.ts';

/** SQLite works on this very thread: a million versions in one statement would keep every delivery waiting. */
const versionsAtOnce = 20_000;

/** Adds up an index, piece by piece. */
export async function sumSizes(read: Kysely<Tables>): Promise<number> {
  let total = 0;
  for (let after = { size_bytes: -1, key: '' as VersionKey }; ; ) {
    const beyond = read
      .selectFrom('versions')
      .where(sql<boolean>`(size_bytes, key) > (${after.size_bytes}, ${after.key})`)
      .orderBy('size_bytes')
      .orderBy('key');
    const { sum } = await read
      .selectFrom(beyond.select('size_bytes').limit(versionsAtOnce).as('piece'))
      .select((eb) => eb.fn.sum<number | null>('piece.size_bytes').as('sum'))
      .executeTakeFirstOrThrow();
    total += Number(sum ?? 0);
    const last = await beyond
      .select(['size_bytes', 'key'])
      .offset(versionsAtOnce - 1)
      .limit(1)
      .executeTakeFirst();
    if (last === undefined) return total;
    after = last;
    await setImmediate();
  }
}
