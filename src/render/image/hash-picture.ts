import type { Sharp } from 'sharp';
import type { HashFormat } from '../../domain/plan.ts';
import { blurHash } from './blur-hash.ts';
import { openPicture, readPng } from './picture.ts';
import type { RgbaPixels } from './rgba-pixels.ts';
import { thumbHash } from './thumb-hash.ts';

/** What travels in a page, in the only spelling that fits there. */
export async function hashPicture(pipeline: Sharp, format: HashFormat): Promise<string> {
  const pixels = await readRgba(pipeline);
  return format === 'blurhash' ? blurHash(pixels) : Buffer.from(thumbHash(pixels)).toString('base64');
}

/** By way of a PNG, which keeps the alpha of a grey picture. */
async function readRgba(pipeline: Sharp): Promise<RgbaPixels> {
  const coloured = openPicture(await readPng(pipeline))
    .toColourspace('srgb')
    .ensureAlpha();
  const { data, info } = await coloured.raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}
