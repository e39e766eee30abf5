import type { Kysely } from 'kysely';
import type { JobId } from '../../domain/ids.ts';
import type { Tables } from '../tables.ts';

/** Long lists of what jobs go through leave the rows that are read and written all the time. */
export async function jobAgendas(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .createTable('job_agendas')
    .addColumn('job_id', 'text', (column) =>
      column.primaryKey().notNull().references('jobs.id').onDelete('cascade'),
    )
    .addColumn('members', 'text', (column) => column.notNull())
    .execute();
  const jobs = await db.selectFrom('jobs').select('id').where('payload', 'like', '%"folderIds":%').execute();
  for (const { id } of jobs) await moveFolderIds(db, id);
}

async function moveFolderIds(db: Kysely<Tables>, id: JobId): Promise<void> {
  const job = await db.selectFrom('jobs').select('payload').where('id', '=', id).executeTakeFirstOrThrow();
  const { folderIds, ...payload } = JSON.parse(job.payload) as { readonly folderIds?: unknown };
  if (!Array.isArray(folderIds)) return;
  await db
    .insertInto('job_agendas')
    .values({ job_id: id, members: JSON.stringify(folderIds) })
    .execute();
  await db
    .updateTable('jobs')
    .set({ payload: JSON.stringify(payload) })
    .where('id', '=', id)
    .execute();
}
