import sharp, { type Metadata, type Sharp } from 'sharp';
import { type ImageFacts, isPaged, type SourceFormat } from '../../domain/media-facts.ts';
import type { PictureHeader } from '../decode/decoder.ts';
import { decoderOf } from '../decode/decoders.ts';
import { decoderOptions, openSource } from '../image/open-source.ts';
import { readHead } from '../read-head.ts';
import { readExifGroups } from './exif-groups.ts';
import type { FactsRequest, FoundFacts } from './facts-request.ts';
import { hasFewColours } from './few-colours.ts';
import { estimateJpegQuality } from './jpeg-quality.ts';
import { perceptualHash } from './perceptual-hash.ts';

/** Quantisation tables stand before the first scan; what precedes them can be EXIF, XMP and a large profile. */
const jpegHeadBytes = 1024 * 1024;

interface Header extends PictureHeader {
  readonly frames: number;
  readonly orientation?: number;
}

/** Throws what the decoder throws when the picture cannot be decoded. */
export async function readRasterFacts(request: FactsRequest): Promise<FoundFacts> {
  const { path, format, limits, depth } = request;
  const header = await readHeader(request);
  const { width, height, frames, hasAlpha, hasProfile, hasMetadata } = header;
  const isDecodable = width * height * frames <= limits.maxPixels;
  // A page is white paper, drawn when somebody asks for it.
  const seen =
    isDecodable && depth === 'pixels' && !isPaged(format) ? await lookAtPixels(request, header) : {};
  const exif = readExifGroups(header.exif);
  return {
    image: {
      format,
      width,
      height,
      frames,
      hasAlpha,
      isOpaque: !hasAlpha,
      hasProfile,
      hasMetadata,
      ...present('pages', header.pages),
      ...present('orientation', header.orientation),
      ...present('density', header.density),
      ...present('jpegQuality', format === 'jpeg' ? await readJpegQuality(path) : undefined),
      ...seen,
    },
    ...present('exif', exif),
  };
}

/** Only the header is read here: of a picture too large to be decoded the size is known all the same. */
async function readHeader({ path, format, limits }: FactsRequest): Promise<Header> {
  const decoder = decoderOf(format);
  if (decoder !== undefined) return { ...(await decoder.readHeader(path, limits)), frames: 1 };
  const metadata = await sharp(path, decoderOptions(0)).metadata();
  const { autoOrient, hasAlpha, hasProfile, exif, xmp, iptc, orientation, density } = metadata;
  return {
    width: autoOrient.width,
    height: autoOrient.height,
    ...framesOf(metadata, format),
    hasAlpha,
    hasProfile,
    hasMetadata: [exif, xmp, iptc].some((part) => part !== undefined),
    ...present('exif', exif),
    ...present('orientation', orientation),
    ...present('density', density),
  };
}

/** Pages of a TIFF and pictures in an AVIF are no animation. */
function framesOf({ pages = 1 }: Metadata, format: SourceFormat): Pick<Header, 'frames' | 'pages'> {
  if (format === 'gif' || format === 'webp') return { frames: pages };
  return format === 'tiff' && pages > 1 ? { frames: 1, pages } : { frames: 1 };
}

type Seen = Partial<
  Pick<ImageFacts, 'isOpaque' | 'hasAlpha' | 'hasProfile' | 'hasFewColours' | 'perceptualHash'>
>;

async function lookAtPixels(request: FactsRequest, header: Header): Promise<Seen> {
  if (decoderOf(request.format) !== undefined) return await lookAtDecoded(request, header);
  const { path, format, limits } = request;
  const options = decoderOptions(limits.maxPixels);
  return {
    isOpaque: !header.hasAlpha || (await isOpaque(sharp(path, { ...options, animated: true }))),
    ...present('hasFewColours', format === 'png' ? await hasFewColours(sharp(path, options)) : undefined),
    perceptualHash: await perceptualHash(sharp(path, { ...options, autoOrient: true })),
  };
}

/** Decoded once for all questions; some headers do not tell about alpha and profile, the pixels' own always do. */
async function lookAtDecoded(
  { path, format, limits }: FactsRequest,
  { width, height }: Header,
): Promise<Seen> {
  const input = { format, autoOrient: false, frames: 0, width, height } as const;
  const picture = await openSource(path, input, { ...limits, animated: false });
  const { hasAlpha, hasProfile } = await picture.metadata();
  return {
    hasAlpha,
    hasProfile,
    isOpaque: !hasAlpha || (await isOpaque(picture.clone())),
    perceptualHash: await perceptualHash(picture),
  };
}

async function isOpaque(picture: Sharp): Promise<boolean> {
  const alpha = await picture.extractChannel('alpha').raw().toBuffer();
  return alpha.every((value) => value === 255);
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
