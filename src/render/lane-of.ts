import { layerPixels } from '../domain/layer-pixels.ts';
import type { SourceFormat } from '../domain/media-facts.ts';
import {
  isSearched,
  losesColours,
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
  svg: 20_000_000,
};

/** A palette takes two to eight times as long as the file. */
const quickPalettePixels = 1_000_000;

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
  if (task.kind === 'probe') return 'probe';
  if (task.kind === 'measure') return laneOfMeasurement(task.job.measurement);
  const { input, operations, output, width, height } = task.job.plan;
  const hasEffects = holdEffects(operations);
  const most = Math.min(
    losesColours(output) ? quickPalettePixels : quickPixels[output.format],
    hasEffects ? quickEffectPixels : Number.POSITIVE_INFINITY,
  );
  const pixels = width * height + layerPixels(operations);
  return isSlow(input) || holdSlowFiles(operations) || isSearched(output) || pixels > most ? 'slow' : 'quick';
}

function holdEffects(operations: readonly Operation[]): boolean {
  return operations.some(
    (operation) =>
      !quickOperations.has(operation.kind) ||
      ('layer' in operation && holdEffects(operation.layer.operations)),
  );
}

function laneOfMeasurement(measurement: Measurement): Lane {
  return measurement.kind !== 'text' && isSlow(measurement.input) ? 'slow' : 'quick';
}

function holdSlowFiles(operations: readonly Operation[]): boolean {
  return operations.some((operation) => {
    if (!('layer' in operation)) return false;
    const { input, operations: inner } = operation.layer;
    return (input.kind === 'file' && isSlow(input.picture)) || holdSlowFiles(inner);
  });
}

/**
 * An animation is as many times the work as it has frames, and nobody knows here how many. What decodes in WebAssembly or
 * in another program takes a second for a photograph.
 */
function isSlow({ frames, format }: PlanInput): boolean {
  return frames === 'all' || slowFormats.has(format);
}

const slowFormats: ReadonlySet<string> = new Set<SourceFormat>(['heic', 'jxl', 'psd', 'pdf', 'eps']);
