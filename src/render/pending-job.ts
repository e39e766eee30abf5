import { outOfTime } from './failures.ts';
import type { Lane } from './job-queue.ts';
import type { Task } from './messages.ts';

/** One caller's wish, from the moment it is accepted until it is answered. */
export interface PendingJob {
  readonly task: Task;
  readonly lane: Lane;
  readonly pixels: number;
  readonly result: Promise<unknown>;
  /** Answered already: done, failed, or given up by its caller. */
  readonly isSettled: boolean;
  /** How often a worker has begun with it. */
  readonly attempts: number;
  /** By `performance.now()`, like the next. */
  readonly addedAt: number;
  /** When a worker last began with it; undefined: none has. */
  readonly begunAt: number | undefined;
  /** The time of waiting is over, the worker's time begins. */
  begin(): void;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** `onGivenUp` is called when the caller leaves or has waited too long, whether a worker has begun or not. */
export function createPendingJob(options: {
  readonly task: Task;
  readonly lane: Lane;
  readonly pixels: number;
  readonly signal: AbortSignal;
  readonly waitSeconds: number;
  readonly onGivenUp: (job: PendingJob, why: 'gone' | 'late') => void;
}): PendingJob {
  const { task, lane, pixels, signal } = options;
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  let isSettled = false;
  let attempts = 0;
  let begunAt: number | undefined;

  function settle(answer: () => void): void {
    if (isSettled) return;
    isSettled = true;
    clearTimeout(waitTimer);
    signal.removeEventListener('abort', onAbort);
    answer();
  }

  function giveUp(error: unknown, why: 'gone' | 'late'): void {
    settle(() => reject(error));
    options.onGivenUp(job, why);
  }

  const onAbort = () => giveUp(signal.reason, 'gone');
  const waitTimer = setTimeout(() => giveUp(outOfTime(), 'late'), options.waitSeconds * 1000);
  signal.addEventListener('abort', onAbort, { once: true });

  const job: PendingJob = {
    task,
    lane,
    pixels,
    result: promise,
    get isSettled() {
      return isSettled;
    },
    get attempts() {
      return attempts;
    },
    addedAt: performance.now(),
    get begunAt() {
      return begunAt;
    },
    begin() {
      attempts += 1;
      begunAt = performance.now();
      clearTimeout(waitTimer);
    },
    resolve: (value) => settle(() => resolve(value)),
    reject: (error) => settle(() => reject(error)),
  };
  return job;
}
