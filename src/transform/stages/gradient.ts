import { evaluateAmount } from '../evaluate-amount.ts';
import type { Variables } from '../expression.ts';
import type { StopPoint } from '../parameters/gradient.ts';
import { apply, type Picture } from '../picture.ts';
import type { Stage } from './stage.ts';

/** Spec image-transformations §7.10. */
export const gradient: Stage = (picture, { gradient: wish }, { known }) => {
  if (wish === undefined) return picture;
  const { degrees, from, to, stop } = wish;
  return apply(picture, {
    kind: 'gradient',
    degrees,
    length: lengthOf(stop, picture, degrees, known),
    from,
    to,
  });
};

function lengthOf(stop: StopPoint, picture: Picture, degrees: number, known: Variables): number {
  if (stop.kind === 'share') return stop.share * lineLength(picture, degrees);
  if (stop.kind === 'pixels') return stop.pixels;
  return evaluateAmount('sp', stop, known, { min: Number.MIN_VALUE });
}

/** Of the gradient line of CSS: its ends are level with two opposite corners. */
function lineLength({ width, height }: Picture, degrees: number): number {
  const angle = (degrees * Math.PI) / 180;
  return Math.abs(width * Math.sin(angle)) + Math.abs(height * Math.cos(angle));
}
