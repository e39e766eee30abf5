import { type Kysely, sql } from 'kysely';
import type { Tables } from '../tables.ts';

/** Work for later. Nearly all rows are of jobs that have ended, so the indexes by which work is found hold no others. */
export async function jobs({ schema }: Kysely<Tables>): Promise<void> {
  const isUnfinished = sql<boolean>`finished_at is null`;
  await schema
    .createTable('jobs')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('payload', 'text', (column) => column.notNull())
    .addColumn('progress', 'text')
    .addColumn('result', 'text')
    .addColumn('failure', 'text')
    .addColumn('priority', 'integer', (column) => column.notNull())
    .addColumn('run_at', 'bigint', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('failures', 'integer', (column) => column.notNull())
    .addColumn('max_attempts', 'integer', (column) => column.notNull())
    .addColumn('unique_key', 'text')
    .addColumn('locked_paths', 'text')
    .addColumn('claimed_by', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('finished_at', 'bigint')
    .execute();
  await schema
    .createIndex('jobs_unfinished')
    .on('jobs')
    .columns(['priority desc', 'run_at', 'id'])
    .where(isUnfinished)
    .execute();
  await schema
    .createIndex('jobs_unique')
    .unique()
    .on('jobs')
    .column('unique_key')
    .where(isUnfinished)
    .execute();
  await schema
    .createIndex('jobs_finished')
    .on('jobs')
    .column('finished_at')
    .where(sql<boolean>`finished_at is not null`)
    .execute();
}
