import { evaluateAmount } from '../evaluate-amount.ts';
import type { Variables } from '../expression.ts';
import type { Padding } from '../parameters/padding.ts';
import { roundHalfUp } from '../rounding.ts';

export interface Sides {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

export function paddingOf(padding: Padding | undefined, known: Variables): Sides {
  if (padding === undefined) return allSides(0);
  if (padding.kind === 'expression')
    return allSides(roundHalfUp(evaluateAmount('pa', padding, known, { min: Number.MIN_VALUE })));
  const { kind: _, ...sides } = padding;
  return sides;
}

function allSides(side: number): Sides {
  return { top: side, right: side, bottom: side, left: side };
}
