import type { JobRepository } from '../domain/database.ts';
import type { JobId, PurgeId } from '../domain/ids.ts';
import type { JobHandler } from '../domain/job-queue.ts';
import type { Purge, PurgeRequest, PurgeTarget } from '../domain/purge.ts';

const kind = 'purge-cdns';

/** A cache in front that is away comes back: it is tried for about a day. */
const maxAttempts = 300;

/**
 * Caches in front of all nodes are told once, by a job, added in the transaction of the request: one that is away holds up neither
 * the purges of this server's own caches nor later requests. The job has the request's id.
 */
export async function addCdnPurge(
  jobs: Pick<JobRepository, 'add'>,
  { id, createdAt, ...purge }: PurgeRequest,
): Promise<void> {
  await jobs.add({ id: jobIdOf(id), kind, payload: purge, createdAt, maxAttempts });
}

/** What was given up has not been done, and never will be. */
export async function isCdnPurgeDone(jobs: Pick<JobRepository, 'find'>, id: PurgeId): Promise<boolean> {
  const job = await jobs.find(jobIdOf(id));
  return job === undefined || (job.end !== undefined && job.end.failure === undefined);
}

/** Those that were told are not told again. */
export function createCdnPurgeHandlers(targets: readonly PurgeTarget[]): Record<typeof kind, JobHandler> {
  return {
    [kind]: async (run) => {
      const { url, behind, isPrefix } = run.job.payload as Purge;
      for (let told = Number(run.job.progress ?? 0); told < targets.length; told += 1) {
        await targets[told]?.purge({ url, behind, isPrefix }, run.signal);
        await run.step(async () => told + 1);
      }
    },
  };
}

function jobIdOf(id: PurgeId): JobId {
  return id as string as JobId;
}
