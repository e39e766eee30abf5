import { layerPixels } from '../domain/layer-pixels.ts';
import type { SourceFormat } from '../domain/media-facts.ts';
import {
  isSearched,
  losesColours,
  type Measurement,
  type Operation,
  type Plan,
  type PlanInput,
  type PlanOutput,
} from '../domain/plan.ts';
import type { MeasureJob, RenderJob } from '../domain/renderer.ts';
import type { Size } from './image/operation-step.ts';
import { sizeAfter } from './image/size-after.ts';
import type { Lane } from './job-queue.ts';
import type { Task } from './messages.ts';

/** What an encoder makes of one frame in about a quarter of a second; what takes longer must not hold every worker. */
const quickPixels: Readonly<Record<PlanOutput['format'], number>> = {
  avif: 2_000_000,
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

/** A trim looks at every pixel. */
const quickTrimPixels = 20_000_000;

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
  return task.kind === 'probe' ? 'probe' : laneOfWork(task.job);
}

export function laneOfWork(work: Pick<RenderJob, 'plan'> | Pick<MeasureJob, 'measurement'>): Lane {
  return 'plan' in work ? laneOfPlan(work.plan) : laneOfMeasurement(work.measurement);
}

function laneOfPlan({ input, operations, output, width, height }: Plan): Lane {
  const most = losesColours(output) ? quickPalettePixels : quickPixels[output.format];
  const isQuick = !isSearched(output) && isQuickWork(input, operations, { width, height }, most);
  return isQuick ? 'quick' : 'slow';
}

/** `most`: pixels that what comes after the operations makes in time. */
function isQuickWork(input: PlanInput, operations: readonly Operation[], size: Size, most: number): boolean {
  if (isSlow(input) || holdSlowFiles(operations)) return false;
  const pixels = size.width * size.height + layerPixels(operations);
  return pixels <= (hasEffects(operations) ? Math.min(most, quickEffectPixels) : most);
}

/** Something that libvips does not do in passing. */
export function hasEffects(operations: readonly Operation[]): boolean {
  return operations.some(
    (operation) =>
      !quickOperations.has(operation.kind) ||
      ('layer' in operation && hasEffects(operation.layer.operations)),
  );
}

/** A text is drawn as large as it is, and no larger than it may be; of a page only the header is read. */
function laneOfMeasurement(measurement: Measurement): Lane {
  if (measurement.kind === 'text') return 'quick';
  const { input } = measurement;
  if (measurement.kind === 'page') return isSlow(input) ? 'slow' : 'quick';
  const size = measurement.operations.reduce<Size>(
    (before, operation) => sizeAfter(operation, before),
    input,
  );
  return isQuickWork(input, measurement.operations, size, quickTrimPixels) ? 'quick' : 'slow';
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
