import type { Radius } from '../../domain/plan.ts';
import { evaluateAmount } from '../evaluate-amount.ts';
import type { CornerRadius } from '../parameters/radius.ts';
import { apply } from '../picture.ts';
import { roundHalfUp } from '../rounding.ts';
import type { Stage } from './stage.ts';

/** No corner takes more than half of the shorter side, except that `max` alone is an ellipse (§7.11). */
export const round: Stage = (picture, { radius }, { known }) => {
  if (radius === undefined) return picture;
  const { width, height } = picture;
  const corner = (wanted: CornerRadius): Radius => {
    const largest = Math.min(width, height) / 2;
    const side = wanted === 'max' ? largest : Math.min(wanted, largest);
    return { x: side, y: side };
  };
  if (radius.kind === 'max')
    return apply(picture, { kind: 'round', ...fourTimes({ x: width / 2, y: height / 2 }) });
  if (radius.kind === 'expression') {
    const wanted = roundHalfUp(evaluateAmount('r', radius, known, { min: 0 }));
    return apply(picture, { kind: 'round', ...fourTimes(corner(wanted)) });
  }
  return apply(picture, {
    kind: 'round',
    topLeft: corner(radius.topLeft),
    topRight: corner(radius.topRight),
    bottomRight: corner(radius.bottomRight),
    bottomLeft: corner(radius.bottomLeft),
  });
};

function fourTimes(radius: Radius) {
  return { topLeft: radius, topRight: radius, bottomRight: radius, bottomLeft: radius };
}
