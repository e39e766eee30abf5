import { layerPixels } from '../domain/layer-pixels.ts';
import type { Measurement, PlanInput } from '../domain/plan.ts';
import type { Task } from './messages.ts';

/**
 * The pixels that a job may hold at once: source and result with all their frames, and layers. A probe knows its picture as
 * little as we do: it lets the pixels flow through, but may hold the alpha of the largest picture there is, a quarter of it. One that
 * reads a header holds none.
 */
export function pixelsOf(task: Task, maxPixels: number): number {
  switch (task.kind) {
    case 'probe':
      return task.depth === 'pixels' ? Math.ceil(maxPixels / 4) : 0;
    case 'measure':
      return pixelsOfMeasurement(task.job.measurement, maxPixels);
    case 'render': {
      const { input, operations, width, height } = task.job.plan;
      const { frameCount = 1 } = input;
      return pixelsOfInput(input, maxPixels) + width * height * frameCount + layerPixels(operations);
    }
  }
}

function pixelsOfMeasurement(measurement: Measurement, maxPixels: number): number {
  return measurement.kind === 'text' ? 0 : pixelsOfInput(measurement.input, maxPixels);
}

/** An animation of which nobody has counted the frames may be as large as any. */
function pixelsOfInput({ frames, frameCount, width, height }: PlanInput, maxPixels: number): number {
  if (frames !== 'all') return width * height;
  return frameCount === undefined ? maxPixels : width * height * frameCount;
}
