import type { Box } from '../../domain/plan.ts';
import type { Pixelation } from '../parameters/pixelate.ts';
import { apply, type Picture } from '../picture.ts';
import { badTransformation } from '../refusals.ts';
import { roundHalfUp } from '../rounding.ts';
import type { Stage } from './stage.ts';

export const pixelate: Stage = (picture, { pixelate: wish }) => {
  if (wish === undefined) return picture;
  return apply(picture, { kind: 'pixelate', side: wish.side, ...regionOf(wish, picture) });
};

/** What lies beyond the picture is cut off; a region that has nothing in it is a mistake that must not go unnoticed. */
function regionOf({ x, y, width, height }: Pixelation, picture: Picture): Box {
  const left = pixelsOf(x, picture.width);
  const top = pixelsOf(y, picture.height);
  const right = width === undefined ? picture.width : left + Math.max(1, pixelsOf(width, picture.width));
  const bottom = height === undefined ? picture.height : top + Math.max(1, pixelsOf(height, picture.height));
  if (left >= picture.width || top >= picture.height)
    throw badTransformation('x-pixelate: the region lies outside of the picture');
  return {
    left,
    top,
    width: Math.min(right, picture.width) - left,
    height: Math.min(bottom, picture.height) - top,
  };
}

function pixelsOf(length: number, side: number): number {
  return roundHalfUp(length < 1 ? length * side : length);
}
