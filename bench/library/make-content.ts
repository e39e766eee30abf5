import type { ExifGroups, MediaFacts, SourceFormat } from '../../src/domain/media-facts.ts';
import type { SeededRandom } from '../../src/search/seeded-random.contract.ts';
import { createZipf, makeWords } from './vocabulary.ts';

export interface Content {
  readonly extension: string;
  readonly sizeBytes: number;
  readonly facts: MediaFacts;
}

/** Of a hundred files. */
const shares: readonly (readonly [extension: string, mime: string, share: number])[] = [
  ['jpg', 'image/jpeg', 60],
  ['png', 'image/png', 15],
  ['webp', 'image/webp', 8],
  ['gif', 'image/gif', 3],
  ['svg', 'image/svg+xml', 2],
  ['mp4', 'video/mp4', 7],
  ['pdf', 'application/pdf', 4],
  ['txt', 'text/plain', 1],
];
const wheel = shares.flatMap(([extension, mime, share]) =>
  Array.from({ length: share }, () => ({ extension, mime })),
);
const usualSizes = [
  [4032, 3024],
  [1920, 1080],
  [1200, 800],
  [800, 800],
  [640, 480],
] as const;

/** Formats, sizes and EXIF in the mix of a library of photographs. */
export function createContents(random: SeededRandom): () => Content {
  const nextKeyword = createZipf(makeWords(800), random);
  return () => {
    const { extension, mime } = random.pick(wheel);
    const sizeBytes = Math.floor(2000 * 2 ** (random.below(12_000) / 1000) * (1 + random.below(1000) / 1000));
    if (!mime.startsWith('image/'))
      return { extension, sizeBytes, facts: { mime, kind: mime.startsWith('video/') ? 'video' : 'raw' } };
    const format = (extension === 'jpg' ? 'jpeg' : extension) as SourceFormat;
    const [width, height] = random.oneIn(2)
      ? random.pick(usualSizes)
      : [100 + random.below(5900), 100 + random.below(4400)];
    const image = {
      format,
      width,
      height,
      hasAlpha: format !== 'jpeg' && random.oneIn(3),
      isOpaque: true,
      frames: 1,
      hasProfile: random.oneIn(3),
      hasMetadata: false,
      perceptualHash: '8f0f0f1f3f7f7f3e',
    };
    const exif = format === 'jpeg' && random.oneIn(2) ? makeExif(random, nextKeyword) : undefined;
    return { extension, sizeBytes, facts: { mime, kind: 'image', image, ...(exif && { exif }) } };
  };
}

/** What a camera writes, the length included. */
function makeExif(random: SeededRandom, nextKeyword: () => string): ExifGroups {
  const two = (number: number) => String(number).padStart(2, '0');
  const day = `${2015 + random.below(11)}:${two(1 + random.below(12))}:${two(1 + random.below(28))}`;
  const taken = `${day} ${two(random.below(24))}:${two(random.below(60))}:${two(random.below(60))}`;
  const keywords = Array.from({ length: 1 + random.below(4) }, nextKeyword).join(';');
  return {
    image: {
      Make: 'Example Cameras',
      Model: random.pick(['One', 'Two', 'Three Mark II']),
      Orientation: 1,
      Software: 'Darkroom 11.2 (Macintosh)',
      DateTime: taken,
      ...(random.oneIn(4) && { XPKeywords: keywords }),
    },
    thumbnail: { Compression: 6, XResolution: 72, YResolution: 72, ResolutionUnit: 2 },
    exif: {
      ExposureTime: 0.004,
      FNumber: 5.6,
      ISO: 100 * (1 + random.below(32)),
      DateTimeOriginal: taken,
      DateTimeDigitized: taken,
      ShutterSpeedValue: 7.965784,
      ApertureValue: 4.970854,
      FocalLength: 24 + random.below(180),
      LensModel: 'EX 24-200mm F4-6.3 VR',
      BodySerialNumber: '62008051',
      ColorSpace: 1,
    },
    gps: random.oneIn(3)
      ? {
          GPSLatitude: [random.below(70), random.below(60), random.below(60)],
          GPSLatitudeRef: random.oneIn(4) ? 'S' : 'N',
          GPSLongitude: [random.below(180), random.below(60), random.below(60)],
          GPSLongitudeRef: random.oneIn(2) ? 'W' : 'E',
        }
      : {},
    interoperability: {},
    makernote: {},
  };
}
