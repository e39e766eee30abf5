import { type ImageFacts, isPaged, type MediaFacts, type SourceFormat } from '../../domain/media-facts.ts';
import type { RenderLimits } from '../limits.ts';
import type { ProbeDepth } from '../messages.ts';
import { formatInside } from './format-inside.ts';
import { identify } from './identify.ts';
import { isUtf8 } from './is-utf8.ts';
import { readRasterFacts } from './raster-facts.ts';
import { readSvgFacts } from './svg-facts.ts';

/** What can be decoded, by what it says it is. */
const formatOfType: Readonly<Record<string, SourceFormat>> = {
  'application/eps': 'eps',
  'application/pdf': 'pdf',
  'application/postscript': 'eps',
  'image/apng': 'png',
  'image/avif': 'avif',
  'image/bmp': 'bmp',
  'image/gif': 'gif',
  'image/heic': 'heic',
  'image/heic-sequence': 'heic',
  'image/heif': 'heic',
  'image/heif-sequence': 'heic',
  'image/jpeg': 'jpeg',
  'image/jxl': 'jxl',
  'image/png': 'png',
  'image/svg+xml': 'svg',
  'image/tiff': 'tiff',
  'image/vnd.adobe.photoshop': 'psd',
  'image/webp': 'webp',
  'image/x-icon': 'ico',
};

/**
 * Type and kind for everything; for pictures that can be decoded also what they look like, as deep as `depth` allows:
 * without a look at the pixels there is no hash, and alpha counts as used.
 */
export async function probe(
  path: string,
  name: string,
  limits: RenderLimits,
  depth: ProbeDepth = 'pixels',
): Promise<MediaFacts> {
  const facts = await identify(path, name);
  const claimed = formatOfType[facts.mime];
  if (depth === 'type') return facts;
  if (claimed === undefined) return await withCharset(facts, path);
  try {
    const format = await formatInside(path, claimed);
    const request = { path, format, limits, depth };
    const { image, exif } = format === 'svg' ? await readSvgFacts(request) : await readRasterFacts(request);
    checkSize(image);
    const shown = isPaged(format) ? { document: image } : { image };
    return { ...facts, ...shown, ...(exif === undefined ? {} : { exif }) };
  } catch {
    // Cannot be decoded: stored and listed all the same, without a size (spec upload §5.4).
    return facts;
  }
}

/** The largest whole number that every database keeps. Headers can claim more, or less than a pixel. */
const longestSide = 2 ** 31 - 1;

function checkSize({ width, height }: ImageFacts): void {
  const isSide = (side: number) => Number.isInteger(side) && side >= 1 && side <= longestSide;
  if (!isSide(width) || !isSide(height)) throw new RangeError(`A picture of ${width} × ${height} pixels`);
}

async function withCharset(facts: MediaFacts, path: string): Promise<MediaFacts> {
  return facts.mime.startsWith('text/') && (await isUtf8(path)) ? { ...facts, isUtf8: true } : facts;
}
