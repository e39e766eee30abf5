/** What a look at the bytes has shown: read once at upload, kept for ever, because versions never change. */
export interface MediaFacts {
  readonly mime: string;
  readonly kind: MediaKind;
  /** Present for pictures that could be decoded, and for SVG. */
  readonly image?: ImageFacts;
  /** What can be drawn of a file that is no image itself: the first page of a PDF, AI or EPS. */
  readonly document?: ImageFacts;
  /** A text that is whole UTF-8. */
  readonly isUtf8?: true;
  /** EXIF by group, as read (spec library-api §8.1). Absent when the file has none. */
  readonly exif?: ExifGroups;
}

/** `image` includes SVG. Only `image` is shown as fileType `image` (spec upload §5.4). */
export type MediaKind = 'image' | 'video' | 'audio' | 'raw';

/** By content: an AI file is a `pdf` or an `eps`, whichever it has inside. */
export type SourceFormat =
  | 'jpeg'
  | 'png'
  | 'webp'
  | 'gif'
  | 'avif'
  | 'tiff'
  | 'svg'
  | 'heic'
  | 'jxl'
  | 'bmp'
  | 'ico'
  | 'psd'
  | 'pdf'
  | 'eps';

/** Has no pixels of its own: it is drawn at whatever size is wanted. */
export function isVector(format: SourceFormat): boolean {
  return format === 'svg' || isPaged(format);
}

/** Vectors that are printed on paper, measured in points of 1/72 inch. */
export function isPaged(format: SourceFormat): boolean {
  return format === 'pdf' || format === 'eps';
}

/** Delivered as it is stored; a picture of it is asked for by `/ik-thumbnail.jpg` (spec delivery §6). */
export function isDocument(format: SourceFormat): boolean {
  return format === 'psd' || isPaged(format);
}

export interface ImageFacts {
  readonly format: SourceFormat;
  /** Pixels, upright: after EXIF orientation. Of one frame. */
  readonly width: number;
  readonly height: number;
  /** EXIF orientation 1…8 when the file states one. */
  readonly orientation?: number;
  readonly hasAlpha: boolean;
  /** No pixel is transparent. A channel of alpha that is full everywhere counts as opaque. */
  readonly isOpaque: boolean;
  /** Of a PNG: so few that it must be a drawing or a screenshot. Absent where nobody has looked. */
  readonly hasFewColours?: boolean;
  /** Frames of an animation; 1 for a still. */
  readonly frames: number;
  /** Pages of a document or a TIFF; of a PSD the layers, and the picture of them all, which is the first. */
  readonly pages?: number;
  /** Dots per inch, when the file states it. */
  readonly density?: number;
  readonly hasProfile: boolean;
  /** EXIF, XMP or IPTC: may tell the place and the camera. */
  readonly hasMetadata: boolean;
  /** Estimated quality 1…100 of a JPEG, from its quantisation tables. */
  readonly jpegQuality?: number;
  /** 64-bit DCT hash, 16 lower-case hex digits. */
  readonly perceptualHash?: string;
}

export type ExifGroupName = 'image' | 'thumbnail' | 'exif' | 'gps' | 'interoperability' | 'makernote';
export type ExifGroups = Readonly<Record<ExifGroupName, Readonly<Record<string, unknown>>>>;
