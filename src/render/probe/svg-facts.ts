import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { MediaFacts } from '../../domain/media-facts.ts';
import { decoderOptions } from '../image/open-source.ts';
import { perceptualHash } from './perceptual-hash.ts';
import { headBytes, svgSize } from './svg-root.ts';

/** Throws what sharp throws when the drawing cannot be drawn. */
export async function readSvgFacts(
  path: string,
  limits: { readonly maxPixels: number },
): Promise<Pick<MediaFacts, 'image'>> {
  const bytes = await readFile(path);
  const drawing = sharp(bytes, decoderOptions(limits.maxPixels));
  const size = svgSize(bytes.toString('utf8', 0, headBytes)) ?? (await drawing.metadata());
  return {
    image: {
      format: 'svg',
      width: size.width,
      height: size.height,
      hasAlpha: true,
      isOpaque: false,
      frames: 1,
      hasProfile: false,
      hasMetadata: false,
      perceptualHash: await perceptualHash(drawing),
    },
  };
}
