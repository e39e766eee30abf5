import type { ExifGroups } from './media-facts.ts';

export type ExifTags = Readonly<Record<string, unknown>>;

/** One flat object: the thumbnail's own tags are left out, and the languages of makers. */
export function flatTags(exif: ExifGroups): ExifTags {
  return { ...exif.image, ...exif.exif, ...exif.gps, ...exif.interoperability };
}

const exifDate = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)$/;
const exifOffset = /^[+-]\d\d:\d\d$/;

/** Cameras that do not say where they are have their clock taken for UTC. A date that is none is left out. */
export function isoDate(value: unknown, offset: unknown, fraction: unknown): string | undefined {
  const [, year, month, day, time] = exifDate.exec(String(value)) ?? [];
  if (time === undefined) return undefined;
  const milliseconds = /^\d+$/.test(String(fraction)) ? String(fraction).padEnd(3, '0').slice(0, 3) : '000';
  const zone = exifOffset.test(String(offset)) ? String(offset) : 'Z';
  const date = new Date(`${year}-${month}-${day}T${time}.${milliseconds}${zone}`);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** Degrees, minutes and seconds as one number. */
export function degrees(value: unknown, isNegative: boolean): unknown {
  if (!isNumbers(value, 3)) return value;
  const [whole = 0, minutes = 0, seconds = 0] = value;
  const sum = whole + minutes / 60 + seconds / 3600;
  return isNegative ? -sum : sum;
}

export function isNumbers(value: unknown, count: number): value is number[] {
  return Array.isArray(value) && value.length === count && value.every((item) => typeof item === 'number');
}
