import { tooManyPixels } from '../failures.ts';
import type { DecodeLimits } from './decoder.ts';

/** Before a byte is allocated: a header of twenty bytes may claim four thousand million pixels. */
export function checkPixels(
  { width, height }: { readonly width: number; readonly height: number },
  { maxPixels }: Pick<DecodeLimits, 'maxPixels'>,
): void {
  if (!(width >= 1 && height >= 1)) throw new RangeError(`A picture of ${width} × ${height} pixels`);
  if (!(width * height <= maxPixels)) throw tooManyPixels(maxPixels);
}
