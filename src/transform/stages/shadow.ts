import { apply } from '../picture.ts';
import { overLimit } from '../refusals.ts';
import { roundHalfUp } from '../rounding.ts';
import type { Stage } from './stage.ts';

/** Spec image-transformations §7.8. The canvas stays as it is: sizes in URLs can be relied on (T48). */
export const shadow: Stage = (picture, { shadow: wish }, { maxShadowPixels }) => {
  if (wish === undefined) return picture;
  const { width, height } = picture;
  if (!(width * height <= maxShadowPixels)) throw overLimit(`e-shadow: more than ${maxShadowPixels} pixels`);
  return apply(picture, {
    kind: 'shadow',
    left: roundHalfUp((wish.x * width) / 100),
    top: roundHalfUp((wish.y * height) / 100),
    sigma: wish.blur,
    opacity: wish.strength / 100,
  });
};
