import type { Lane } from './job-queue.ts';
import type { Task } from './messages.ts';

/** AVIF takes an encoder five times as long as JPEG, an animation as many times as it has frames. */
export function laneOf(task: Task): Lane {
  if (task.kind === 'probe' || task.kind === 'identify') return 'probe';
  const input = task.kind === 'render' ? task.job.plan.input : task.job.measurement.input;
  if (input.frames === 'all') return 'slow';
  return task.kind === 'render' && task.job.plan.output.format === 'avif' ? 'slow' : 'quick';
}
