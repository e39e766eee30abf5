import type { Repositories } from './database.ts';
import type { ClaimedJob } from './job.ts';

/**
 * Runs jobs as they fall due. Every node has one; a job is run by one of them, and by another one if that one dies. Jobs
 * are added through `Repositories.jobs`, inside a transaction.
 */
export interface JobQueue {
  /** Begins to look for jobs. */
  start(): void;
  /** A job was added and its transaction is over: look now instead of in a while. */
  wake(): void;
  /** Interrupts what runs at its next step, and gives it back for other nodes or the next start. */
  stop(): Promise<void>;
}

/**
 * Does one kind of work and returns the result. It may be begun again at any time, by another node too, with the
 * progress of the last step: what is done outside of steps may happen twice. A throw is tried again later.
 */
export type JobHandler = (run: JobRun) => Promise<unknown>;

export interface JobRun {
  /** As it is now: steps change its progress. */
  readonly job: ClaimedJob;
  /** Aborts when the node stops, or when the job went to another one. */
  readonly signal: AbortSignal;
  /**
   * A piece of work in one transaction, which keeps what it returns as the progress. It fails, and nothing of it is kept,
   * when the job went to another node meanwhile. Keep it short: other writers wait.
   */
  step<Progress>(work: (repositories: Repositories) => Promise<Progress>): Promise<Progress>;
}
