import type { ColourPicture } from './colour-channels.ts';
import { gaussian } from './gaussian.ts';
import { openPicture, readPixels } from './picture.ts';

/** One byte per pixel, 255 where something is there. */
export interface Mask {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
}

export function alphaOf({ data, width, height }: ColourPicture): Mask {
  const alpha = Buffer.allocUnsafe(width * height);
  for (let pixel = 0; pixel < alpha.length; pixel += 1) alpha[pixel] = data[pixel * 4 + 3] ?? 0;
  return { data: alpha, width, height };
}

export async function blurMask(mask: Mask, sigma: number): Promise<Mask> {
  const blurred = gaussian(openPicture({ ...mask, channels: 1, frames: 1 }), sigma);
  return { ...mask, data: (await readPixels(blurred.toColourspace('b-w'))).data };
}
