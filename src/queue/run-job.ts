import { setImmediate } from 'node:timers/promises';
import { MediaError } from '../domain/errors.ts';
import type { ClaimedJob, Job, JobClaim } from '../domain/job.ts';
import type { JobRun } from '../domain/job-queue.ts';
import type { Pace, QueueParts } from './queue-parts.ts';

export interface RunParts extends Pick<QueueParts, 'database' | 'handlers' | 'clock' | 'onFailure'> {
  readonly pace: Pace;
  /** Aborts when the node stops. */
  readonly stopping: AbortSignal;
}

/** The job went to another node: whatever this one was about to keep must not be kept. */
class ClaimLost extends Error {}

const longestBackoffMs = 300_000;

/** Of a database that is away: nobody's attempt has failed. */
const busyPauseMs = 2000;

/** A claimed job to its end, or back to where it waits. Never rejects: what cannot be written down shows by its claim running out. */
export async function runJob(claimed: ClaimedJob, by: string, parts: RunParts): Promise<void> {
  const claim: JobClaim = { id: claimed.id, by };
  const lost = new AbortController();
  const stopHeartbeat = startHeartbeat(claim, lost, parts);
  const run = makeRun(claimed, claim, parts, AbortSignal.any([parts.stopping, lost.signal]));
  try {
    await attempt(run, claim, parts);
  } catch (error) {
    if (lost.signal.aborted || error instanceof ClaimLost) return;
    await settle(error, run.job, claim, parts).catch((failure: unknown) => parts.onFailure(failure, claimed));
  } finally {
    stopHeartbeat();
  }
}

async function attempt(run: JobRun, claim: JobClaim, { database, handlers, clock }: RunParts): Promise<void> {
  const { kind, attempts, maxAttempts } = run.job;
  // Its last attempts took their nodes along.
  if (attempts > maxAttempts) throw new Error(`Given up after ${maxAttempts} attempts that came to nothing.`);
  const result = await handlers[kind]?.(run);
  await database.jobs.finish(claim, { at: clock.now(), ...(result !== undefined && { result }) });
}

/** What becomes of a job that has not come to its end. */
async function settle(error: unknown, job: Job, claim: JobClaim, parts: RunParts): Promise<void> {
  const { jobs } = parts.database;
  const now = parts.clock.now().getTime();
  const after = (milliseconds: number) => new Date(now + milliseconds);
  if (parts.stopping.aborted) {
    await jobs.putBack(claim, { runAt: after(0), why: 'interrupted' });
  } else if (error instanceof MediaError && error.code === 'busy') {
    await jobs.putBack(claim, { runAt: after(busyPauseMs), why: 'interrupted' });
  } else if (job.attempts >= job.maxAttempts) {
    parts.onFailure(error, job);
    await jobs.finish(claim, { at: after(0), failure: String(error) });
  } else {
    parts.onFailure(error, job);
    const backoff = parts.pace.backoffMs * 2 ** job.failures;
    await jobs.putBack(claim, { runAt: after(Math.min(backoff, longestBackoffMs)), why: 'failed' });
  }
}

function makeRun(claimed: ClaimedJob, claim: JobClaim, parts: RunParts, signal: AbortSignal): JobRun {
  const { database, clock, pace } = parts;
  let job = claimed;
  return {
    get job() {
      return job;
    },
    signal,
    async step(work) {
      signal.throwIfAborted();
      const progress = await database.transaction(async (repositories) => {
        const reached = await work(repositories);
        const until = new Date(clock.now().getTime() + pace.leaseMs);
        // Last, so that no other node can have come between: writers take turns.
        if (!(await repositories.jobs.keepProgress(claim, reached, until))) throw new ClaimLost();
        return reached;
      });
      job = { ...job, progress, attempts: 1, failures: 0 };
      // On SQLite nothing else would get its turn: each of its promises is already fulfilled.
      await setImmediate();
      return progress;
    },
  };
}

/** Renews the claim while nothing else does; returns what ends that. */
function startHeartbeat(
  claim: JobClaim,
  lost: AbortController,
  { database, clock, pace }: RunParts,
): () => void {
  const timer = setInterval(async () => {
    try {
      const until = new Date(clock.now().getTime() + pace.leaseMs);
      if (!(await database.jobs.renew(claim, until))) lost.abort(new ClaimLost());
    } catch {
      // The database is away. Should another node claim the job meanwhile, the next step or renewal says so.
    }
  }, pace.leaseMs / 3);
  timer.unref();
  return () => clearInterval(timer);
}
