import type { Operation } from '../../domain/plan.ts';
import { black } from '../colour.ts';
import { cropModeOf } from '../crop-mode-of.ts';
import { type CropRequest, cropModes, extractModes, noEnlargeModes } from '../crop-modes.ts';
import { dprFactorOf } from '../dpr-factor.ts';
import type { Variables } from '../expression.ts';
import type { AspectRatio } from '../parameters/aspect-ratio.ts';
import { isBlurred } from '../parameters/background.ts';
import type { CropModeName } from '../parameters/crop-mode-name.ts';
import type { StepValues } from '../parameters/index.ts';
import { apply, applyAll, type Picture } from '../picture.ts';
import { placementOf } from '../placement.ts';
import { badTransformation } from '../refusals.ts';
import { roundSide } from '../rounding.ts';
import { largestWindow, notEnlarged, type Size, scaleToHeight, scaleToWidth } from '../scaled-size.ts';
import { type SeenSubject, tightWindow } from '../subject-window.ts';
import { ratioOf, scaleTarget, type Target, targetOf } from '../target-size.ts';
import type { Stage } from './stage.ts';

/** Size, crop and padding (spec image-transformations §4.3, §4.4). */
export const size: Stage = (picture, values, { known, maxDprSide, hints, subject }) => {
  const target = targetOf(values, known, hints);
  refuseBlurredPadding(values, target);
  if (target.width === undefined && target.height === undefined)
    return cutToSubject(picture, values, { known, subject });
  const factor = dprFactorOf(values, known, hints);
  const sized = (wanted: Target) =>
    applyAll(picture, operationsFor(picture, wanted, values, { known, subject }));
  if (factor === 1) return sized(target);
  const scaled = scaleTarget(target, factor);
  if ((scaled.width ?? 1) < 1 || (scaled.height ?? 1) < 1) return sized(target);
  const result = sized(scaled);
  // Beyond the limit the step is computed as if `dpr` were not there.
  return Math.max(result.width, result.height) <= maxDprSide ? result : sized(target);
};

/** It fills padding and nothing else (spec image-transformations §7.2). */
function refuseBlurredPadding(values: StepValues, { width, height }: Target): void {
  if (!isBlurred(values.background)) return;
  const pads = cropModeOf(values) === 'pad_resize' && width !== undefined && height !== undefined;
  if (!pads) throw badTransformation('bg-blurred: only with cm-pad_resize, w and h');
}

interface Seen {
  readonly known: Variables;
  readonly subject: SeenSubject | undefined;
}

/**
 * `fo-face` or `fo-car,ar-2-1` without sides: what was found, an object grown to the ratio. Of an object that is not found the
 * ratio remains, around what draws attention (§4.7, T23).
 */
function cutToSubject(
  picture: Picture,
  { focus, aspectRatio }: StepValues,
  { known, subject }: Seen,
): Picture {
  const ratio = focus?.kind === 'objects' && aspectRatio && sizeOfRatio(aspectRatio, known);
  if (subject !== undefined)
    return apply(picture, { kind: 'crop', ...tightWindow(picture, subject, ratio || undefined) });
  return ratio ? apply(picture, { kind: 'attend', ...largestWindow(picture, ratio) }) : picture;
}

function sizeOfRatio(ratio: AspectRatio, known: Variables): Size {
  const [width, height] = ratioOf(ratio, known);
  return { width, height };
}

function operationsFor(picture: Picture, target: Target, values: StepValues, seen: Seen): Operation[] {
  const mode = cropModeOf(values);
  const { width, height } = roundedTarget(target);
  const isScaledWhole = (width === undefined || height === undefined) && !extractModes.has(mode);
  if (isScaledWhole) return [{ kind: 'resize', ...scaleWhole(picture, mode, { width, height }) }];
  return cropModes[mode]({
    picture,
    target: { width: width ?? picture.width, height: height ?? picture.height },
    placement: placementOf(picture, mode, values, seen),
    ...paddingOf(values),
  });
}

function paddingOf({ background = black }: StepValues): Pick<CropRequest, 'padding' | 'blurred'> {
  return isBlurred(background) ? { padding: black, blurred: background } : { padding: background };
}

interface Rounded {
  readonly width: number | undefined;
  readonly height: number | undefined;
}

function roundedTarget({ width, height }: Target): Rounded {
  return { width: width && roundSide(width), height: height && roundSide(height) };
}

/** One side only: the whole picture is kept, whatever the mode. */
function scaleWhole(picture: Picture, mode: CropModeName, { width, height }: Rounded): Size {
  const scaled =
    width === undefined ? scaleToHeight(picture, height ?? picture.height) : scaleToWidth(picture, width);
  const { width: w, height: h } = noEnlargeModes.has(mode) ? notEnlarged(picture, scaled) : scaled;
  return { width: w, height: h };
}
