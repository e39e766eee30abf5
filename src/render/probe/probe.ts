import type { MediaFacts, SourceFormat } from '../../domain/media-facts.ts';
import { identify } from './identify.ts';
import { readRasterFacts } from './raster-facts.ts';
import { readSvgFacts } from './svg-facts.ts';

/** What can be decoded, by what it says it is. */
const formatOfType: Readonly<Record<string, SourceFormat>> = {
  'image/apng': 'png',
  'image/avif': 'avif',
  'image/gif': 'gif',
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/svg+xml': 'svg',
  'image/tiff': 'tiff',
  'image/webp': 'webp',
};

/** Type and kind for everything; for pictures that can be decoded also what they look like. */
export async function probe(
  path: string,
  name: string,
  limits: { readonly maxPixels: number },
): Promise<MediaFacts> {
  const facts = await identify(path, name);
  const format = formatOfType[facts.mime];
  if (format === undefined) return facts;
  try {
    const seen =
      format === 'svg' ? await readSvgFacts(path, limits) : await readRasterFacts(path, format, limits);
    return { ...facts, ...seen };
  } catch {
    // Cannot be decoded: stored and listed all the same, without a size (spec upload §5.4).
    return facts;
  }
}
