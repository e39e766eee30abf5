import { type GenerativeTask, keepsPlaces } from '../../domain/generative-task.ts';
import { layerPixels } from '../../domain/layer-pixels.ts';
import type { Plan } from '../../domain/plan.ts';
import { checkSize } from '../check-size.ts';
import { moveFocusArea } from '../focus-area.ts';
import { foldDrawing } from '../fold-drawing.ts';
import { keyOfQuestion } from '../key-of-question.ts';
import { makeInput } from '../make-input.ts';
import type { Picture } from '../picture.ts';
import { plainOutput } from '../plain-output.ts';
import type { GenerationNeeded, PlanSource } from '../planning.ts';
import { overLimit } from '../refusals.ts';
import { type Surroundings, surroundingsOf } from '../surroundings.ts';

/** The picture goes on from what a model has made of it, whose file takes the place of the one before. */
export interface Continued {
  readonly kind: 'continued';
  readonly picture: Picture;
  readonly around: Surroundings;
}

/** Only a model can tell: either it has made the picture, or it has to. */
export function askForPicture(
  picture: Picture,
  task: GenerativeTask,
  around: Surroundings,
): Continued | GenerationNeeded {
  const needed = needFor(picture, task, around);
  const made = around.options.generated?.(needed.key);
  return made === undefined ? needed : goOn(picture, task, made, around);
}

function needFor(picture: Picture, task: GenerativeTask, around: Surroundings): GenerationNeeded {
  const { ground, sources, options } = around;
  if (ground === undefined) throw new Error('A layer without a file has nothing to show to a model');
  const others = layerPixels(picture.operations) === 0 ? [] : sources.contentHashes.slice(1);
  const contentHashes = [ground.source.contentHash, ...others];
  const drawing = foldDrawing({ input: ground.input, operations: picture.operations });
  checkSize(drawing.input, picture, 1, options.settings.maxPixels);
  const { width, height } = picture;
  if (!(width * height <= options.settings.aiMaxPixels))
    throw overLimit(`more than ${options.settings.aiMaxPixels} pixels for a generative operation`);
  // Without loss: models add losses of their own.
  const plan: Plan = { ...drawing, output: plainOutput('png'), width, height };
  const key = keyOfQuestion([task, contentHashes, plan]);
  return { kind: 'generate', key, task, plan, contentHashes };
}

function goOn(before: Picture, task: GenerativeTask, made: PlanSource, around: Surroundings): Continued {
  const { sources, base, options, original, density } = around;
  const input = makeInput(made.facts, [], { autoOrient: true });
  const own = surroundingsOf({ input, source: made, sources, options, ...(base && { base }) });
  const { focusArea } = before;
  const moved =
    focusArea && keepsPlaces(task)
      ? moveFocusArea(focusArea, before, { kind: 'resize', ...own.original })
      : undefined;
  return {
    kind: 'continued',
    picture: { ...own.original, ...(moved && { focusArea: moved }) },
    // Expressions and conditions go on meaning the picture of the URL.
    around: { ...own, original, density },
  };
}
