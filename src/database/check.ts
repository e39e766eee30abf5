import { type Kysely, sql } from 'kysely';
import type { Tables } from './tables.ts';

/** The least that can be asked: somebody has to answer. */
export async function check(read: Kysely<Tables>): Promise<void> {
  await sql`select 1`.execute(read);
}
