import type { ImageFacts, MediaFacts, SourceFormat } from '../../domain/media-facts.ts';
import type { MetadataObject } from '../schemas/metadata.ts';

/** ImageKit's short names; `jpg`, not `jpeg` (spec library-api §8.1). */
const formatName: Readonly<Record<SourceFormat, string>> = {
  jpeg: 'jpg',
  png: 'png',
  webp: 'webp',
  gif: 'gif',
  avif: 'avif',
  tiff: 'tiff',
  svg: 'svg',
  heic: 'heic',
  jxl: 'jxl',
  bmp: 'bmp',
  ico: 'ico',
  psd: 'psd',
  pdf: 'pdf',
  eps: 'eps',
};

const defaultDensity = 72;

/** The metadata object of an image; of anything else its size and type (spec upload §13.3, library-api §8.1). */
export function presentMetadata(facts: MediaFacts, sizeBytes: number): MetadataObject {
  if (facts.image === undefined) return { size: sizeBytes, format: facts.mime.split('/')[1] ?? facts.mime };
  return presentImageMetadata(facts.image, facts, sizeBytes);
}

function presentImageMetadata(image: ImageFacts, facts: MediaFacts, sizeBytes: number): MetadataObject {
  return {
    height: image.height,
    width: image.width,
    size: sizeBytes,
    format: formatName[image.format],
    hasColorProfile: image.hasProfile,
    quality: image.jpegQuality ?? 0,
    density: image.density ?? defaultDensity,
    hasTransparency: !image.isOpaque,
    exif: facts.exif ?? {},
    ...(image.perceptualHash === undefined ? {} : { pHash: image.perceptualHash }),
  };
}
