import type { Operation } from '../../domain/plan.ts';
import type { Amount } from '../amount.ts';
import { black } from '../colour.ts';
import {
  cropModes,
  extractModes,
  noEnlargeModes,
  notEnlarged,
  type Size,
  scaleToHeight,
  scaleToWidth,
} from '../crop-modes.ts';
import { evaluateAmount } from '../evaluate-amount.ts';
import type { Variables } from '../expression.ts';
import type { CropModeName } from '../parameters/crop-mode-name.ts';
import { dprBounds } from '../parameters/dpr.ts';
import type { Focus } from '../parameters/focus.ts';
import type { StepValues } from '../parameters/index.ts';
import { applyAll, type Picture } from '../picture.ts';
import type { Placement } from '../place-window.ts';
import { roundHalfUp, roundSide } from '../rounding.ts';
import { scaleTarget, type Target, targetOf } from '../target-size.ts';
import type { Stage } from './stage.ts';

/** Size, crop and padding (spec image-transformations §4.3, §4.4). */
export const size: Stage = (picture, values, { known, maxDprSide }) => {
  const target = targetOf(values, known);
  if (target.width === undefined && target.height === undefined) return picture;
  const factor = evaluateAmount('dpr', values.dpr ?? 1, known, dprBounds);
  const sized = (wanted: Target) => applyAll(picture, operationsFor(picture, wanted, values, known));
  if (factor === 1) return sized(target);
  const scaled = scaleTarget(target, factor);
  if ((scaled.width ?? 1) < 1 || (scaled.height ?? 1) < 1) return sized(target);
  const result = sized(scaled);
  // Beyond the limit the step is computed as if `dpr` were not there.
  return Math.max(result.width, result.height) > maxDprSide ? sized(target) : result;
};

export function cropModeOf({ crop, cropMode }: StepValues): CropModeName {
  return cropMode ?? crop ?? 'maintain_ratio';
}

function operationsFor(picture: Picture, target: Target, values: StepValues, known: Variables): Operation[] {
  const mode = cropModeOf(values);
  const { width, height } = roundedTarget(target);
  const isScaledWhole = (width === undefined || height === undefined) && !extractModes.has(mode);
  if (isScaledWhole) return [{ kind: 'resize', ...scaleWhole(picture, mode, { width, height }) }];
  return cropModes[mode]({
    picture,
    target: { width: width ?? picture.width, height: height ?? picture.height },
    placement: placementOf(picture, values, known),
    padding: values.background ?? black,
  });
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

const center: Focus = { kind: 'position', horizontal: 'center', vertical: 'center' };

function placementOf(picture: Picture, values: StepValues, known: Variables): Placement {
  const focus = values.focus ?? center;
  const area = focus.kind === 'custom' ? picture.focusArea : undefined;
  return {
    focus,
    ...(area === undefined ? {} : { area }),
    ...(extractModes.has(cropModeOf(values)) ? coordinatesOf(values, known) : {}),
  };
}

function coordinatesOf(values: StepValues, known: Variables): Partial<Placement> {
  return {
    ...coordinate('x', 'x', values.x, known),
    ...coordinate('y', 'y', values.y, known),
    ...coordinate('xCenter', 'xc', values.xCenter, known),
    ...coordinate('yCenter', 'yc', values.yCenter, known),
  };
}

function coordinate<Name extends string>(
  name: Name,
  key: string,
  amount: Amount | undefined,
  known: Variables,
) {
  if (amount === undefined) return {};
  const value = evaluateAmount(key, amount, known, { min: -Number.MAX_VALUE });
  return { [name]: roundHalfUp(value) } as { [N in Name]?: number };
}
