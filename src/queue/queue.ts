import type { JobQueue } from '../domain/job-queue.ts';
import { createBell } from './bell.ts';
import { createClaimant } from './claimant.ts';
import type { Pace, QueueParts } from './queue-parts.ts';
import { runJob } from './run-job.ts';

const usualPace: Pace = { pollMs: 1000, leaseMs: 30_000, backoffMs: 1000 };

/** How long nothing is looked for after a look that failed: the database is away, and comes back or not. */
const pauseMs = 5000;

export function createQueue(parts: QueueParts): JobQueue {
  const { database, handlers, clock, claimant = createClaimant() } = parts;
  const { jobs } = database;
  const pace = { ...usualPace, ...parts.pace };
  const kinds = Object.keys(handlers);
  const bell = createBell();
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();

  async function lookAgainAndAgain(): Promise<void> {
    let isFirst = true;
    while (!stopping.signal.aborted) {
      try {
        if (isFirst) await takeOver();
        isFirst = false;
        if (running.size < parts.concurrency && (await startNext())) continue;
        await bell.wait(pace.pollMs);
      } catch (error) {
        parts.onFailure(error);
        await bell.wait(pauseMs);
      }
    }
  }

  /** What a predecessor of this process was at is due at once. */
  async function takeOver(): Promise<void> {
    for (const claim of await jobs.listClaims()) {
      if (!claimant.isOfDeadProcess(claim.by)) continue;
      await jobs.putBack(claim, { runAt: clock.now(), why: 'died' });
    }
  }

  async function startNext(): Promise<boolean> {
    const now = clock.now();
    if (!(await jobs.isDue(kinds, now))) return false;
    const by = claimant.nextName();
    const job = await jobs.claim({ kinds, by, now, until: new Date(now.getTime() + pace.leaseMs) });
    if (job === undefined) return false;
    const run = runJob(job, by, { ...parts, pace, stopping: stopping.signal }).finally(() => {
      running.delete(run);
      bell.ring();
    });
    running.add(run);
    return true;
  }

  let looking: Promise<void> | undefined;
  return {
    start() {
      looking ??= lookAgainAndAgain();
    },
    wake: bell.ring,
    async stop() {
      stopping.abort();
      bell.ring();
      await looking;
      await Promise.all(running);
    },
  };
}
