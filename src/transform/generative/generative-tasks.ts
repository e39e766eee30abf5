import type { GenerativeTask } from '../../domain/generative-task.ts';
import type { StepValues } from '../parameters/index.ts';
import { badTransformation } from '../refusals.ts';

/** Done to what a step receives, before anything is sized (spec image-transformations §4.9). */
export function taskOf(values: StepValues): GenerativeTask | undefined {
  return sourceTasksOf(values)[0];
}

/** One is paid for and waited for at a time; more are written as steps. */
export function checkOneTask(values: StepValues): void {
  const fills = values.generativeFill === undefined ? 0 : 1;
  if (sourceTasksOf(values).length + fills > 1)
    throw badTransformation('more than one generative operation in a step');
}

function sourceTasksOf(values: StepValues): GenerativeTask[] {
  const { backgroundRemoval, backgroundRemovalDotBg, upscale, retouch, variation } = values;
  const { promptedEdit, backgroundChange } = values;
  const tasks = [backgroundRemoval, backgroundRemovalDotBg, upscale, retouch, variation, promptedEdit];
  return [...tasks, backgroundChange].filter((task) => task !== undefined);
}
