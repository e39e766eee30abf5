import type { Kysely } from 'kysely';
import type { Tables } from '../tables.ts';

/** How often a provider that costs money was asked, by day: one count for all nodes, which outlives every process. */
export async function modelCalls({ schema }: Kysely<Tables>): Promise<void> {
  await schema
    .createTable('model_calls')
    .addColumn('day', 'text', (column) => column.primaryKey().notNull())
    .addColumn('started', 'bigint', (column) => column.notNull())
    .execute();
}
