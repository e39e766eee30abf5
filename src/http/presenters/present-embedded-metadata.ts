import type { ExifGroups } from '../../domain/media-facts.ts';
import { wordFor } from './exif-words.ts';

type Tags = Readonly<Record<string, unknown>>;

/**
 * EXIF as people read it: one flat object, enumerations as words, dates as ISO 8601, places as signed degrees (spec
 * library-api §2.4). The thumbnail's own tags are left out, and so is what points into the file.
 */
export function presentEmbeddedMetadata(exif: ExifGroups | undefined): Record<string, unknown> {
  if (exif === undefined) return {};
  const tags: Tags = { ...exif.image, ...exif.exif, ...exif.gps, ...exif.interoperability };
  const shown = Object.entries(tags).flatMap(([name, value]) => {
    const interpreted = pointers.has(name) ? undefined : interpret(name, value, tags);
    return interpreted === undefined ? [] : [[name, interpreted] as const];
  });
  return Object.fromEntries(shown);
}

const pointers = new Set(['ExifOffset', 'GPSInfo', 'InteropOffset', 'ThumbnailOffset', 'ThumbnailLength']);

type Interpret = (value: unknown, tags: Tags) => unknown;

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

function interpret(name: string, value: unknown, tags: Tags): unknown {
  if (Object.hasOwn(special, name)) return special[name]?.(value, tags);
  return wordFor(name, value) ?? value;
}

const exifDate = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)$/;
const exifOffset = /^[+-]\d\d:\d\d$/;

/** Cameras that do not say where they are have their clock taken for UTC. A date that is none is left out. */
function isoDate(value: unknown, offset: unknown, fraction: unknown): string | undefined {
  const [, year, month, day, time] = exifDate.exec(String(value)) ?? [];
  if (time === undefined) return undefined;
  const milliseconds = /^\d+$/.test(String(fraction)) ? String(fraction).padEnd(3, '0').slice(0, 3) : '000';
  const zone = exifOffset.test(String(offset)) ? String(offset) : 'Z';
  const date = new Date(`${year}-${month}-${day}T${time}.${milliseconds}${zone}`);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

function clockTime(value: unknown): unknown {
  if (!isNumbers(value, 3)) return value;
  return value.map((part) => String(Math.trunc(part)).padStart(2, '0')).join(':');
}

function degrees(value: unknown, isNegative: boolean): unknown {
  if (!isNumbers(value, 3)) return value;
  const [whole = 0, minutes = 0, seconds = 0] = value;
  const sum = whole + minutes / 60 + seconds / 3600;
  return isNegative ? -sum : sum;
}

function isNumbers(value: unknown, count: number): value is number[] {
  return Array.isArray(value) && value.length === count && value.every((item) => typeof item === 'number');
}

const components = ['-', 'Y', 'Cb', 'Cr', 'R', 'G', 'B'];

function component(value: unknown): string {
  return components[Number(value)] ?? String(value);
}
