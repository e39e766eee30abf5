import type { DeliverySettings } from '../domain/delivery-settings.ts';
import { parameterSteps } from '../transform/find-hint-needs.ts';
import type { Length } from '../transform/parameters/length.ts';
import { overLimit } from '../transform/refusals.ts';
import type { Transformation } from '../transform/transformation.ts';

/**
 * Against programs that ask for one size after the other: where sizes are listed, others are refused rather than replaced, so
 * that nobody wonders about a picture of another size. `w-auto` has steps of its own.
 */
export function checkSizes(
  { steps }: Transformation,
  { allowedWidths, allowedHeights }: Pick<DeliverySettings, 'allowedWidths' | 'allowedHeights'>,
): void {
  if (allowedWidths.length === 0 && allowedHeights.length === 0) return;
  for (const { values } of parameterSteps(steps)) {
    checkSide('w', values.width, allowedWidths);
    checkSide('h', values.height, allowedHeights);
  }
}

function checkSide(key: string, length: Length | undefined, allowed: readonly number[]): void {
  if (allowed.length === 0 || length === undefined || length.kind === 'auto') return;
  if (length.kind === 'pixels' && allowed.includes(length.pixels)) return;
  throw overLimit(`${key} can be one of ${allowed.join(', ')}`);
}
