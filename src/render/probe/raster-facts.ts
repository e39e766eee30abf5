import sharp, { type Metadata } from 'sharp';
import type { MediaFacts, SourceFormat } from '../../domain/media-facts.ts';
import { decoderOptions } from '../image/open-source.ts';
import { readExifGroups } from './exif-groups.ts';
import { estimateJpegQuality } from './jpeg-quality.ts';
import { perceptualHash } from './perceptual-hash.ts';
import { readHead } from './read-head.ts';

/** Quantisation tables stand before the first scan; what precedes them can be EXIF, XMP and a large profile. */
const jpegHeadBytes = 1024 * 1024;

/** Throws what sharp throws when the picture cannot be decoded. */
export async function readRasterFacts(
  path: string,
  format: SourceFormat,
  limits: { readonly maxPixels: number },
): Promise<Pick<MediaFacts, 'image' | 'exif'>> {
  // Only the header is read here: of a picture too large to be decoded the size is known all the same.
  const header = await sharp(path, decoderOptions(0)).metadata();
  const size = uprightSize(header);
  const frames = framesOf(header, format);
  const isDecodable = size.width * size.height * frames <= limits.maxPixels;
  const exif = readExifGroups(header.exif);
  return {
    image: {
      format,
      ...size,
      frames,
      hasAlpha: header.hasAlpha,
      isOpaque: !header.hasAlpha || (isDecodable && (await isOpaque(path, limits.maxPixels))),
      hasProfile: header.hasProfile,
      hasMetadata: [header.exif, header.xmp, header.iptc].some((part) => part !== undefined),
      ...present('orientation', header.orientation),
      ...present('density', header.density),
      ...present('jpegQuality', format === 'jpeg' ? await readJpegQuality(path) : undefined),
      ...present('perceptualHash', isDecodable ? await hash(path, limits.maxPixels) : undefined),
    },
    ...present('exif', exif),
  };
}

function uprightSize({ autoOrient }: Metadata): { width: number; height: number } {
  return { width: autoOrient.width, height: autoOrient.height };
}

/** Pages of a TIFF and pictures in an AVIF are no animation. */
function framesOf({ pages }: Metadata, format: SourceFormat): number {
  return format === 'gif' || format === 'webp' ? (pages ?? 1) : 1;
}

async function isOpaque(path: string, maxPixels: number): Promise<boolean> {
  const picture = sharp(path, { ...decoderOptions(maxPixels), animated: true });
  const alpha = await picture.extractChannel('alpha').raw().toBuffer();
  return alpha.every((value) => value === 255);
}

async function hash(path: string, maxPixels: number): Promise<string> {
  return await perceptualHash(sharp(path, { ...decoderOptions(maxPixels), autoOrient: true }));
}

async function readJpegQuality(path: string): Promise<number | undefined> {
  return estimateJpegQuality(await readHead(path, jpegHeadBytes));
}

function present<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { readonly [Key in Name]?: Value } {
  return (value === undefined ? {} : { [name]: value }) as { readonly [Key in Name]?: Value };
}
