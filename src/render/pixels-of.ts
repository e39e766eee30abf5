import { layerPixels } from '../domain/layer-pixels.ts';
import type { Measurement, PlanInput } from '../domain/plan.ts';
import type { Task } from './messages.ts';

/**
 * The pixels that a job may hold at once: source, result and layers. How many frames an animation has is known to its decoder
 * alone, so it counts as the largest picture that there may be. A probe lets the picture flow through and counts nothing.
 */
export function pixelsOf(task: Task, maxPixels: number): number {
  switch (task.kind) {
    case 'probe':
      return 0;
    case 'measure':
      return pixelsOfMeasurement(task.job.measurement, maxPixels);
    case 'render': {
      const { input, operations, width, height } = task.job.plan;
      return pixelsOfInput(input, maxPixels) + width * height + layerPixels(operations);
    }
  }
}

function pixelsOfMeasurement(measurement: Measurement, maxPixels: number): number {
  return measurement.kind === 'text' ? 0 : pixelsOfInput(measurement.input, maxPixels);
}

function pixelsOfInput({ frames, width, height }: PlanInput, maxPixels: number): number {
  return frames === 'all' ? maxPixels : width * height;
}
