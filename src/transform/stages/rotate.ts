import { transparent } from '../colour.ts';
import { evaluateAmount } from '../evaluate-amount.ts';
import type { Variables } from '../expression.ts';
import { plainColour } from '../parameters/background.ts';
import type { StepValues } from '../parameters/index.ts';
import { apply } from '../picture.ts';
import { roundSide } from '../rounding.ts';
import type { Stage } from './stage.ts';

/** The canvas grows to the bounding box (spec image-transformations §4.8). */
export const rotate: Stage = (picture, values, { known }) => {
  const degrees = degreesOf(values, known);
  const background = degrees % 90 === 0 ? transparent : (plainColour(values.background) ?? transparent);
  return apply(picture, { kind: 'rotate', degrees, ...boundingBox(picture, degrees), background });
};

/** Clockwise, 0 up to 360. */
export function degreesOf({ rotation }: StepValues, known: Variables): number {
  if (rotation === undefined || rotation.kind === 'auto') return 0;
  const degrees =
    rotation.kind === 'degrees'
      ? rotation.degrees
      : evaluateAmount('rt', rotation, known, { min: -Number.MAX_VALUE });
  return ((degrees % 360) + 360) % 360;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Right angles are exact: the cosine of 90° is not zero to a computer. */
function boundingBox({ width, height }: Size, degrees: number): Size {
  if (degrees % 180 === 0) return { width, height };
  if (degrees % 90 === 0) return { width: height, height: width };
  const angle = (degrees * Math.PI) / 180;
  const cos = Math.abs(Math.cos(angle));
  const sin = Math.abs(Math.sin(angle));
  return { width: roundSide(width * cos + height * sin), height: roundSide(width * sin + height * cos) };
}
