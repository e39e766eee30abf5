import { evaluateAmount } from './evaluate-amount.ts';
import type { Variables } from './expression.ts';
import { dprBounds } from './parameters/dpr.ts';
import type { StepValues } from './parameters/index.ts';
import type { ClientHints } from './planning.ts';

/** What `w` and `h` are multiplied by (spec image-transformations §4.3, delivery §9). */
export function dprFactorOf({ dpr = 1, width }: StepValues, known: Variables, hints: ClientHints): number {
  if (typeof dpr === 'number' || dpr.kind === 'expression')
    return evaluateAmount('dpr', dpr, known, dprBounds);
  // The hint of a width counts physical pixels already.
  const isPhysical = width?.kind === 'auto' && hints.width !== undefined;
  if (isPhysical || hints.dpr === undefined) return 1;
  return Math.min(Math.max(hints.dpr, dprBounds.min), dprBounds.max);
}
