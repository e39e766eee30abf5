import sharp from 'sharp';
import { decoderOptions, readDrawing } from '../image/open-source.ts';
import { readHead } from '../read-head.ts';
import type { FactsRequest, FoundFacts } from './facts-request.ts';
import { perceptualHash } from './perceptual-hash.ts';
import { headBytes, svgSize } from './svg-root.ts';

/** Throws what sharp throws when the drawing cannot be drawn, and what cleaning throws when it is refused. */
export async function readSvgFacts({ path, limits, depth }: FactsRequest): Promise<FoundFacts> {
  const cleaned = await readDrawing(path, limits);
  const drawing = sharp(cleaned, decoderOptions(limits.maxPixels));
  const head = (await readHead(path, headBytes)).toString();
  const size = svgSize(head) ?? (await drawing.metadata());
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
      ...(depth === 'pixels' ? { perceptualHash: await perceptualHash(drawing) } : {}),
    },
  };
}
