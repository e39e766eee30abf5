import type { Kysely } from 'kysely';
import type { ClaimRequest, JobRepository, WhyPutBack } from '../domain/database.ts';
import type { JobId } from '../domain/ids.ts';
import type { Job, JobClaim, JobEnd, NewJob } from '../domain/job.ts';
import { atomically, type Store } from './store.ts';
import type { JobTable, Tables } from './tables.ts';

export function createJobRepository({ read, write }: Store): JobRepository {
  return {
    add: (job) => atomically({ write }, (db) => insert(db, job)),

    async find(id) {
      const row = await read.selectFrom('jobs').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toJob(row);
    },

    async listLockedPaths() {
      const rows = await read
        .selectFrom('jobs')
        .select('locked_paths')
        .where('finished_at', 'is', null)
        .where('locked_paths', 'is not', null)
        .execute();
      return rows.flatMap(({ locked_paths }) => JSON.parse(locked_paths ?? '[]') as string[]);
    },

    async isDue(kinds, now) {
      const row = await selectDue(read, kinds, now).executeTakeFirst();
      return row !== undefined;
    },

    async claim(request) {
      const row = await claimDue(write, request);
      return row && { ...toJob(row), agenda: JSON.parse(row.agenda ?? '[]') as string[] };
    },

    async listClaims() {
      const rows = await read
        .selectFrom('jobs')
        .select(['id', 'claimed_by'])
        .where('finished_at', 'is', null)
        .execute();
      return rows.flatMap(({ id, claimed_by }) => (claimed_by === null ? [] : { id, by: claimed_by }));
    },

    renew: (claim, until) => change(write, claim, { run_at: until.getTime() }),

    keepProgress: (claim, progress, until) =>
      change(write, claim, {
        progress: JSON.stringify(progress),
        run_at: until.getTime(),
        attempts: 1,
        failures: 0,
      }),

    putBack: (claim, again) => putBack(write, claim, again),

    finish: (claim, end) => change(write, claim, fromEnd(end)),

    async deleteFinished(before) {
      await write.deleteFrom('jobs').where('finished_at', '<', before.getTime()).execute();
    },
  };
}

async function insert(db: Kysely<Tables>, job: NewJob): Promise<boolean> {
  const result = await db
    .insertInto('jobs')
    .values(fromNewJob(job))
    .onConflict((conflict) => conflict.column('unique_key').where('finished_at', 'is', null).doNothing())
    .executeTakeFirst();
  if (result.numInsertedOrUpdatedRows === 0n) return false;
  if (job.agenda !== undefined) await insertAgenda(db, job.id, job.agenda);
  return true;
}

async function insertAgenda(db: Kysely<Tables>, id: JobId, agenda: readonly string[]): Promise<void> {
  await db
    .insertInto('job_agendas')
    .values({ job_id: id, members: JSON.stringify(agenda) })
    .execute();
}

function selectDue(db: Kysely<Tables>, kinds: readonly string[], now: Date) {
  return db
    .selectFrom('jobs')
    .select('id')
    .where('finished_at', 'is', null)
    .where('kind', 'in', kinds)
    .where('run_at', '<=', now.getTime())
    .orderBy('priority', 'desc')
    .orderBy('run_at')
    .orderBy('id')
    .limit(1);
}

/** Writers take turns, so between the choice and the claim nobody comes. */
function claimDue(
  db: Kysely<Tables>,
  { kinds, by, now, until }: ClaimRequest,
): Promise<(JobTable & { readonly agenda: string | null }) | undefined> {
  return db
    .updateTable('jobs')
    .set((eb) => ({ claimed_by: by, run_at: until.getTime(), attempts: eb('attempts', '+', 1) }))
    .where('id', '=', selectDue(db, kinds, now))
    .returningAll()
    .returning((eb) =>
      eb.selectFrom('job_agendas as a').select('a.members').whereRef('a.job_id', '=', 'jobs.id').as('agenda'),
    )
    .executeTakeFirst();
}

async function putBack(
  db: Kysely<Tables>,
  claim: JobClaim,
  { runAt, why }: { readonly runAt: Date; readonly why: WhyPutBack },
): Promise<boolean> {
  const result = await updateClaim(db, claim)
    .set((eb) => ({
      claimed_by: null,
      run_at: runAt.getTime(),
      attempts: eb('attempts', '-', why === 'interrupted' ? 1 : 0),
      failures: eb('failures', '+', why === 'failed' ? 1 : 0),
    }))
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

async function change(
  db: Kysely<Tables>,
  claim: JobClaim,
  values: Partial<Omit<JobTable, 'id'>>,
): Promise<boolean> {
  const result = await updateClaim(db, claim).set(values).executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Of a job that is still claimed by this one. */
function updateClaim(db: Kysely<Tables>, { id, by }: JobClaim) {
  return db
    .updateTable('jobs')
    .where('id', '=', id)
    .where('claimed_by', '=', by)
    .where('finished_at', 'is', null);
}

function fromNewJob(job: NewJob): JobTable {
  return {
    id: job.id,
    kind: job.kind,
    payload: JSON.stringify(job.payload),
    progress: null,
    result: null,
    failure: null,
    priority: job.priority ?? 0,
    run_at: (job.runAt ?? job.createdAt).getTime(),
    attempts: 0,
    failures: 0,
    max_attempts: job.maxAttempts,
    unique_key: job.uniqueKey ?? null,
    locked_paths: job.lockedPaths === undefined ? null : JSON.stringify(job.lockedPaths),
    claimed_by: null,
    created_at: job.createdAt.getTime(),
    finished_at: null,
  };
}

function fromEnd({ at, result, failure }: JobEnd): Partial<JobTable> {
  return {
    finished_at: at.getTime(),
    claimed_by: null,
    result: result === undefined ? null : JSON.stringify(result),
    failure: failure ?? null,
  };
}

function toJob(row: JobTable): Job {
  return {
    id: row.id,
    kind: row.kind,
    payload: JSON.parse(row.payload),
    progress: row.progress === null ? undefined : JSON.parse(row.progress),
    createdAt: new Date(row.created_at),
    attempts: row.attempts,
    failures: row.failures,
    maxAttempts: row.max_attempts,
    ...(row.finished_at !== null && { end: toEnd(row, row.finished_at) }),
  };
}

function toEnd({ result, failure }: JobTable, finishedAt: number): JobEnd {
  return {
    at: new Date(finishedAt),
    ...(result !== null && { result: JSON.parse(result) }),
    ...(failure !== null && { failure }),
  };
}
