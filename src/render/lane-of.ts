import { layerPixels } from '../domain/layer-pixels.ts';
import {
  isSearched,
  type Measurement,
  type Operation,
  type PlanInput,
  type PlanOutput,
} from '../domain/plan.ts';
import type { Lane } from './job-queue.ts';
import type { Task } from './messages.ts';

/** What an encoder makes of one frame in about a quarter of a second; what takes longer must not hold every worker. */
const quickPixels: Readonly<Record<PlanOutput['format'], number>> = {
  avif: 1_000_000,
  webp: 4_000_000,
  gif: 4_000_000,
  png: 8_000_000,
  jpeg: 20_000_000,
  blurhash: 20_000_000,
  thumbhash: 20_000_000,
};

/** Effects take up to a tenth of a microsecond per pixel: a quarter of a second for as many. */
const quickEffectPixels = 3_000_000;

const quickOperations: ReadonlySet<Operation['kind']> = new Set([
  'crop',
  'resize',
  'attend',
  'extend',
  'flip',
  'rotate',
  'blur',
  'grayscale',
  'round',
  'opacity',
  'flatten',
  'composite',
]);

export function laneOf(task: Task): Lane {
  if (task.kind === 'probe' || task.kind === 'identify') return 'probe';
  if (task.kind === 'measure') return laneOfMeasurement(task.job.measurement);
  const { input, operations, output, width, height } = task.job.plan;
  const hasEffects = holdEffects(operations);
  const most = Math.min(
    quickPixels[output.format],
    hasEffects ? quickEffectPixels : Number.POSITIVE_INFINITY,
  );
  const pixels = width * height + layerPixels(operations);
  return isAnimation(input) || isSearched(output) || pixels > most ? 'slow' : 'quick';
}

function holdEffects(operations: readonly Operation[]): boolean {
  return operations.some(
    (operation) =>
      !quickOperations.has(operation.kind) ||
      ('layer' in operation && holdEffects(operation.layer.operations)),
  );
}

function laneOfMeasurement(measurement: Measurement): Lane {
  return measurement.kind === 'trim' && isAnimation(measurement.input) ? 'slow' : 'quick';
}

/** As many times the work as it has frames, and nobody knows here how many. */
function isAnimation({ frames }: PlanInput): boolean {
  return frames === 'all';
}
