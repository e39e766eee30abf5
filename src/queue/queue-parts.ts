import type { Clock } from '../domain/clock.ts';
import type { Database } from '../domain/database.ts';
import type { Job } from '../domain/job.ts';
import type { JobHandler } from '../domain/job-queue.ts';
import type { Claimant } from './claimant.ts';

export interface QueueParts {
  readonly database: Pick<Database, 'jobs' | 'transaction'>;
  /** By kind. Jobs of other kinds are left to nodes that know them. */
  readonly handlers: Readonly<Record<string, JobHandler>>;
  readonly clock: Clock;
  /** Jobs that run at once. */
  readonly concurrency: number;
  /** An error that was not to be expected; with the job that it has come from. */
  readonly onFailure: (error: unknown, job?: Pick<Job, 'id' | 'kind'>) => void;
  readonly claimant?: Claimant;
  readonly pace?: Partial<Pace>;
}

export interface Pace {
  /** How often is looked for jobs that other nodes have added, that wait for their time, or whose node has died. */
  readonly pollMs: number;
  /** So long after its last sign of life a node counts as dead. */
  readonly leaseMs: number;
  /** Before the second try; doubled for each further one. */
  readonly backoffMs: number;
}
