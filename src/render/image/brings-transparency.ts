import type { Operation } from '../../domain/plan.ts';

/**
 * New pixels that let light through. Sharp multiplies colours by alpha only where a picture has alpha from the beginning of the
 * pass: what mixes neighbours would draw the background's colour, seen or not, into the edge.
 */
export function bringsTransparency(operation: Operation): boolean {
  if (operation.kind === 'extend') return operation.colour.alpha < 1;
  return operation.kind === 'rotate' && operation.degrees % 90 !== 0 && operation.background.alpha < 1;
}
