import type { Operation } from '../domain/plan.ts';
import { hasEffects } from './lane-of.ts';
import type { Task } from './messages.ts';

/** What kind of work a job is, for whoever watches how long it takes: by what costs most. */
export type WorkKind = 'probe' | 'measure' | 'animation' | 'layers' | 'effects' | 'resize';

export function kindOf(task: Task): WorkKind {
  if (task.kind !== 'render') return task.kind;
  const { input, operations } = task.job.plan;
  if (input.frames === 'all') return 'animation';
  if (operations.some(isLayer)) return 'layers';
  return hasEffects(operations) ? 'effects' : 'resize';
}

/** The format that is written; where nothing is, the one that is looked at. */
export function formatOf(task: Task): string {
  if (task.kind === 'render') return task.job.plan.output.format;
  if (task.kind === 'probe') return 'any';
  const { measurement } = task.job;
  return measurement.kind === 'text' ? 'text' : measurement.input.format;
}

function isLayer(operation: Operation): boolean {
  return 'layer' in operation;
}
