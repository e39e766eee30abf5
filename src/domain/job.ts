import type { JobId } from './ids.ts';

/**
 * Work that has to happen later, on whichever node is free (domain/job-queue.ts). It is added in the transaction that makes
 * it necessary, so it is neither lost nor done for something that was rolled back. `payload`, `progress` and `result`
 * are plain JSON, written and read by those who know the kind.
 */
export interface NewJob {
  readonly id: JobId;
  readonly kind: string;
  /** What there is to do; it never changes. Short: whoever asks how a job is doing reads it too. */
  readonly payload: unknown;
  /** What it goes through, one after another, if that is long: read by those who work on the job alone. */
  readonly agenda?: readonly string[];
  readonly createdAt: Date;
  /** Not before; absent: at once. */
  readonly runAt?: Date;
  /** Of those that are due, higher ones go first; absent: 0. */
  readonly priority?: number;
  /** After so many attempts in a row that came to nothing, by an error or the end of their node, it is given up. */
  readonly maxAttempts: number;
  /** No two unfinished jobs have the same. */
  readonly uniqueKey?: string;
  /** Folders that no other job may touch until this one has ended. */
  readonly lockedPaths?: readonly string[];
}

export interface Job extends Pick<NewJob, 'id' | 'kind' | 'payload' | 'createdAt' | 'maxAttempts'> {
  /** How often it was begun since it last got on. */
  readonly attempts: number;
  /** How often it has failed with an error since it last got on. */
  readonly failures: number;
  /** How far it has come; undefined before its first step. */
  readonly progress: unknown;
  /** Absent: not finished. */
  readonly end?: JobEnd;
}

/** With all that whoever works on it has to know. */
export interface ClaimedJob extends Job {
  readonly agenda: readonly string[];
}

export interface JobEnd {
  readonly at: Date;
  readonly result?: unknown;
  /** It was given up, and this is why. */
  readonly failure?: string;
}

/** Who works on a job. No two claims ever have the same `by`: a claim that was lost cannot be mistaken for a later one. */
export interface JobClaim {
  readonly id: JobId;
  readonly by: string;
}
