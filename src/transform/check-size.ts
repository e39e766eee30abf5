import { layerPixels } from '../domain/layer-pixels.ts';
import type { Picture } from './picture.ts';
import { overLimit } from './refusals.ts';

/** More is not asked for (spec image-transformations §4.10), and no GIF could hold it. */
const maxSide = 65_535;

/**
 * The input and the result of every step are bounded, all frames together (spec image-transformations §4.10).
 * Decompression bombs: a small file or a short URL must not ask for gigabytes.
 */
export function checkSize(input: Size, picture: Picture, frames: number, maxPixels: number): void {
  const pixels = Math.max(input.width * input.height, picture.peakPixels) * frames;
  // Asked for what is allowed: NaN, which Infinity ÷ Infinity leaves, is not larger than anything either.
  if (!(pixels <= maxPixels)) throw overLimit(`more than ${maxPixels} pixels`);
  if (!(Math.max(picture.width, picture.height) <= maxSide))
    throw overLimit(`more than ${maxSide} pixels per side`);
  // They wait side by side until they are drawn.
  if (!(layerPixels(picture.operations) <= maxPixels))
    throw overLimit(`more than ${maxPixels} pixels in all layers`);
}

interface Size {
  readonly width: number;
  readonly height: number;
}
