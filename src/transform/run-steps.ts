import type { Box, Colour } from '../domain/plan.ts';
import { isMet } from './condition.ts';
import { askForPicture, type Continued } from './generative/ask-for-picture.ts';
import { fillPadding, settlePadding } from './generative/fill-padding.ts';
import { taskOf } from './generative/generative-tasks.ts';
import { addLayers } from './layers/add-layers.ts';
import { lookBeforeScaling } from './look-before-scaling.ts';
import { plainColour } from './parameters/background.ts';
import type { OutputValues, StepValues } from './parameters/index.ts';
import { apply, type Picture } from './picture.ts';
import type { PlanningNeed } from './planning.ts';
import { blur } from './stages/blur.ts';
import { border } from './stages/border.ts';
import { colorize } from './stages/colorize.ts';
import { contrast } from './stages/contrast.ts';
import { distort } from './stages/distort.ts';
import { dropShadow } from './stages/drop-shadow.ts';
import { flip } from './stages/flip.ts';
import { gradient } from './stages/gradient.ts';
import { grayscale } from './stages/grayscale.ts';
import { opacity } from './stages/opacity.ts';
import { pixelate } from './stages/pixelate.ts';
import { replaceColour } from './stages/replace-colour.ts';
import { rotate } from './stages/rotate.ts';
import { round } from './stages/round.ts';
import { shadow } from './stages/shadow.ts';
import { sharpen } from './stages/sharpen.ts';
import { size } from './stages/size.ts';
import type { Stage } from './stages/stage.ts';
import { unsharp } from './stages/unsharp.ts';
import { type Surroundings, variablesOf } from './surroundings.ts';
import type { ConditionalStep, ParameterStep, Step } from './transformation.ts';

/**
 * The order inside a step, whatever the order of writing (spec image-transformations §4.9). Trimming, what a model does, and
 * the size precede it, layers follow.
 */
const stagesAfterSize: readonly Stage[] = [
  contrast,
  grayscale,
  colorize,
  replaceColour,
  sharpen,
  unsharp,
  blur,
  pixelate,
  gradient,
  distort,
  flip,
  rotate,
  shadow,
  dropShadow,
  border,
  round,
  opacity,
];

export interface Work {
  readonly kind: 'work';
  readonly picture: Picture;
  /** Of all steps reached so far; the last wish wins. */
  readonly output: OutputValues;
  /** The last `bg`: what lies under a result that the format cannot keep transparent. */
  readonly background?: Colour;
  /** What the next step is surrounded by: a model may have changed the file that pixels come from. */
  readonly around: Surroundings;
}

/** Each step takes the result of the one before; of a condition, only the branch that applies is run. */
export function runSteps(steps: readonly Step[], around: Surroundings): Work | PlanningNeed {
  let work: Work = { kind: 'work', picture: around.original, output: {}, around };
  const waiting = [...steps];
  for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
    if (step.kind === 'if') {
      waiting.unshift(...branchOf(step, work.picture, around.original));
      continue;
    }
    const next = runStep(step, work);
    if (next.kind !== 'work') return next;
    work = next;
  }
  return work;
}

function branchOf(step: ConditionalStep, current: Picture, original: Picture): readonly Step[] {
  return isMet(step.condition, { current, original }) ? step.then : step.otherwise;
}

function runStep(step: ParameterStep, work: Work): Work | PlanningNeed {
  const { output, layers } = step;
  const values = settlePadding(step.values, work.around);
  const trimmed = trim(work.picture, values, work.around);
  if ('kind' in trimmed) return trimmed;
  const made = generate(trimmed, values, work.around);
  if (made.kind !== 'continued') return made;
  const { picture: whole, around } = made;
  const subject = around.findSubject?.(whole, values);
  if (subject?.kind === 'detect') return subject;
  const known = variablesOf(work.picture, around);
  const { settings, hints = {} } = around.options;
  const { maxDprSide, maxShadowPixels } = settings;
  const context = { known, maxDprSide, maxShadowPixels, hints, ...(subject && { subject }) };
  const filled = fillPadding(whole, size(whole, values, context), values, around);
  if (filled.kind !== 'continued') return filled;
  const finished = stagesAfterSize.reduce((before, stage) => stage(before, values, context), filled.picture);
  const picture = addLayers(finished, layers, filled.around, runSteps);
  if ('kind' in picture) return picture;
  const background = plainColour(values.background) ?? work.background;
  return {
    kind: 'work',
    picture,
    output: { ...work.output, ...output },
    around: filled.around,
    ...(background === undefined ? {} : { background }),
  };
}

function generate(picture: Picture, values: StepValues, around: Surroundings): Continued | PlanningNeed {
  const task = taskOf(values);
  return task === undefined ? { kind: 'continued', picture, around } : askForPicture(picture, task, around);
}

function trim(picture: Picture, values: StepValues, around: Surroundings): Picture | PlanningNeed {
  if (values.trim === undefined || values.trim === false || around.measure === undefined) return picture;
  // A vector is drawn at the size that is needed, which mixes nothing.
  const look = around.isVector
    ? { picture, place: (box: Box) => box }
    : lookBeforeScaling(picture, around.start);
  const box = around.measure(look.picture, values.trim.threshold);
  return 'kind' in box ? box : apply(picture, { kind: 'crop', ...look.place(box) });
}
