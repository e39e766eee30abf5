import { transparent } from '../colour.ts';
import { cropModeOf } from '../crop-mode-of.ts';
import { paddingModes } from '../crop-modes.ts';
import type { StepValues } from '../parameters/index.ts';
import { apply, type Picture } from '../picture.ts';
import type { GenerationNeeded, PlanSettings } from '../planning.ts';
import { badTransformation } from '../refusals.ts';
import type { Surroundings } from '../surroundings.ts';
import { askForPicture, type Continued } from './ask-for-picture.ts';

/** With a provider the padding is left open, to be painted; without one it is what the operator says. */
export function settlePadding(values: StepValues, { options }: Surroundings): StepValues {
  if (values.generativeFill === undefined) return values;
  const { width, height, aspectRatio } = values;
  const sides = [width, height, aspectRatio].filter((side) => side !== undefined);
  const pads = paddingModes.has(cropModeOf(values)) && sides.length > 1;
  if (!pads) throw badTransformation('bg-genfill: only with w, h and cm-pad_resize or cm-pad_extract');
  if (options.generated !== undefined) return { ...values, background: transparent };
  const { generativeFill, ...others } = values;
  return { ...others, background: insteadOf(others, options.settings) };
}

function insteadOf(values: StepValues, { genfillFallback }: PlanSettings) {
  const blurs = genfillFallback === 'blurred' && cropModeOf(values) === 'pad_resize';
  return blurs
    ? ({ kind: 'blurred', blur: 'auto', brightness: 0 } as const)
    : ({ kind: 'dominant' } as const);
}

/** The picture in its padding, painted by a model, in exactly the size that was asked for. */
export function fillPadding(
  before: Picture,
  padded: Picture,
  { generativeFill }: StepValues,
  around: Surroundings,
): Continued | GenerationNeeded {
  const isPadded = padded.operations !== before.operations && padded.operations.at(-1)?.kind === 'extend';
  if (generativeFill === undefined || !isPadded) return { kind: 'continued', picture: padded, around };
  const filled = askForPicture(padded, generativeFill, around);
  if (filled.kind === 'generate') return filled;
  const { width, height } = padded;
  return { ...filled, picture: apply(filled.picture, { kind: 'resize', width, height }) };
}
