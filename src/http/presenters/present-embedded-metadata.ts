import { degrees, type ExifTags, flatTags, isNumbers, isoDate } from '../../domain/exif.ts';
import type { ExifGroups } from '../../domain/media-facts.ts';
import { wordFor } from './exif-words.ts';

/**
 * EXIF as people read it: one flat object, enumerations as words, dates as ISO 8601, places as signed degrees (spec
 * library-api §2.4). The thumbnail's own tags are left out, and so is what points into the file.
 */
export function presentEmbeddedMetadata(exif: ExifGroups | undefined): Record<string, unknown> {
  if (exif === undefined) return {};
  const tags = flatTags(exif);
  const shown = Object.entries(tags).flatMap(([name, value]) => {
    const interpreted = pointers.has(name) ? undefined : interpret(name, value, tags);
    return interpreted === undefined ? [] : [[name, interpreted] as const];
  });
  return Object.fromEntries(shown);
}

const pointers = new Set(['ExifOffset', 'GPSInfo', 'InteropOffset', 'ThumbnailOffset', 'ThumbnailLength']);

type Interpret = (value: unknown, tags: ExifTags) => unknown;

const special: Readonly<Record<string, Interpret>> = {
  ModifyDate: (value, tags) => isoDate(value, tags.OffsetTime, tags.SubSecTime),
  DateTimeOriginal: (value, tags) => isoDate(value, tags.OffsetTimeOriginal, tags.SubSecTimeOriginal),
  CreateDate: (value, tags) => isoDate(value, tags.OffsetTimeDigitized, tags.SubSecTimeDigitized),
  GPSDateStamp: (value) => (typeof value === 'string' ? value.replaceAll(':', '-') : value),
  GPSTimeStamp: clockTime,
  GPSLatitude: (value, tags) => degrees(value, tags.GPSLatitudeRef === 'S'),
  GPSLongitude: (value, tags) => degrees(value, tags.GPSLongitudeRef === 'W'),
  GPSDestLatitude: (value, tags) => degrees(value, tags.GPSDestLatitudeRef === 'S'),
  GPSDestLongitude: (value, tags) => degrees(value, tags.GPSDestLongitudeRef === 'W'),
  GPSVersionID: (value) => (Array.isArray(value) ? value.join('.') : value),
  ComponentsConfiguration: (value) => (Array.isArray(value) ? value.map(component).join(',') : value),
};

function interpret(name: string, value: unknown, tags: ExifTags): unknown {
  if (Object.hasOwn(special, name)) return special[name]?.(value, tags);
  return wordFor(name, value) ?? value;
}

function clockTime(value: unknown): unknown {
  if (!isNumbers(value, 3)) return value;
  return value.map((part) => String(Math.trunc(part)).padStart(2, '0')).join(':');
}

const components = ['-', 'Y', 'Cb', 'Cr', 'R', 'G', 'B'];

function component(value: unknown): string {
  return components[Number(value)] ?? String(value);
}
