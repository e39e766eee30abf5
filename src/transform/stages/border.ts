import { evaluateAmount } from '../evaluate-amount.ts';
import { apply } from '../picture.ts';
import { roundHalfUp } from '../rounding.ts';
import type { Stage } from './stage.ts';

/** Outside the picture, not scaled by `dpr` (spec image-transformations §4.8). */
export const border: Stage = (picture, { border: wish }, { known }) => {
  if (wish === undefined) return picture;
  const width = roundHalfUp(evaluateAmount('b', wish.width, known, { min: Number.MIN_VALUE }));
  return apply(picture, {
    kind: 'extend',
    left: width,
    top: width,
    right: width,
    bottom: width,
    colour: wish.colour,
  });
};
