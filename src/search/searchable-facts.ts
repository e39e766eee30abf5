import { degrees, type ExifTags, flatTags, isoDate } from '../domain/exif.ts';
import type { MediaFacts } from '../domain/media-facts.ts';
import type { Place } from '../domain/search-query.ts';

/** What queries ask of the bytes of a version. It never changes, so that it is told once, when the version is kept. */
export interface SearchableFacts {
  /** Lower-case (spec search §4.6). */
  readonly format: string;
  /** Absent for what is no image that could be read. */
  readonly hasAlpha?: boolean;
  readonly keywords: readonly string[];
  /** EXIF DateTimeOriginal. */
  readonly takenAt?: Date;
  /** EXIF GPS. */
  readonly place?: Place;
}

/** `name`: of the file as it was uploaded; it tells the format of what is of no known type. */
export function makeSearchableFacts(facts: MediaFacts, name: string): SearchableFacts {
  const tags = facts.exif === undefined ? {} : flatTags(facts.exif);
  const takenAt = readTakenAt(tags);
  const place = readPlace(tags);
  return {
    format: formatOf(facts, name),
    ...(facts.image !== undefined && { hasAlpha: facts.image.hasAlpha }),
    keywords: readKeywords(tags),
    ...(takenAt !== undefined && { takenAt }),
    ...(place !== undefined && { place }),
  };
}

/** Where the subtype of the media type is not what people call it. */
const formatOfType: Readonly<Record<string, string>> = {
  'application/javascript': 'js',
  'application/vnd.apple.mpegurl': 'm3u8',
  'application/vnd.ms-fontobject': 'eot',
  'application/x-shockwave-flash': 'swf',
  'image/svg+xml': 'svg',
  'image/vnd.microsoft.icon': 'ico',
  'image/x-icon': 'ico',
  'text/javascript': 'js',
  'text/markdown': 'md',
  'text/plain': 'txt',
  'video/mp2t': 'ts',
  'video/quicktime': 'mov',
};

function formatOf({ mime, image }: MediaFacts, name: string): string {
  if (image !== undefined && mime.startsWith('image/')) return image.format === 'jpeg' ? 'jpg' : image.format;
  if (mime === 'application/octet-stream') return extensionOf(name);
  const [, subtype = ''] = mime.split(/[/;]/);
  return formatOfType[mime] ?? (subtype === 'jpeg' ? 'jpg' : subtype);
}

function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot + 1).toLowerCase();
}

/** Windows writes one text with semicolons between them. */
function readKeywords({ XPKeywords: written }: ExifTags): string[] {
  if (typeof written !== 'string') return [];
  const keywords = written.split(';').map((keyword) => keyword.trim());
  return [...new Set(keywords.filter((keyword) => keyword !== ''))];
}

function readTakenAt(tags: ExifTags): Date | undefined {
  const iso = isoDate(tags.DateTimeOriginal, tags.OffsetTimeOriginal, tags.SubSecTimeOriginal);
  return iso === undefined ? undefined : new Date(iso);
}

/** Undefined too for numbers that are nowhere on earth. */
function readPlace(tags: ExifTags): Place | undefined {
  const latitude = degrees(tags.GPSLatitude, tags.GPSLatitudeRef === 'S');
  const longitude = degrees(tags.GPSLongitude, tags.GPSLongitudeRef === 'W');
  if (!isWithin(latitude, 90) || !isWithin(longitude, 180)) return undefined;
  return { latitude, longitude };
}

function isWithin(value: unknown, most: number): value is number {
  return typeof value === 'number' && Math.abs(value) <= most;
}
