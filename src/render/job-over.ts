import type { Lane } from './job-queue.ts';
import { formatOf, kindOf, type WorkKind } from './kind-of.ts';
import type { Task } from './messages.ts';
import type { PendingJob } from './pending-job.ts';

/** What became of a job, for whoever wants to know where the time goes. Times on the clock of `performance`. */
export interface JobOver {
  readonly kind: WorkKind;
  readonly format: string;
  readonly lane: Lane;
  /** Those of a plan, in their order, without those of its layers. */
  readonly operations: readonly string[];
  readonly pixels: number;
  readonly attempts: number;
  readonly addedAt: number;
  /** Absent: no worker has come to it. */
  readonly begunAt: number | undefined;
  readonly endedAt: number;
  /** Absent: it was done. */
  readonly error: unknown;
}

export function describeJob(job: PendingJob, error: unknown): JobOver {
  const { task, lane, pixels, attempts, addedAt, begunAt } = job;
  return {
    kind: kindOf(task),
    format: formatOf(task),
    lane,
    operations: operationsOf(task),
    pixels,
    attempts,
    addedAt,
    begunAt,
    endedAt: performance.now(),
    error,
  };
}

function operationsOf(task: Task): string[] {
  return task.kind === 'render' ? task.job.plan.operations.map(({ kind }) => kind) : [];
}
