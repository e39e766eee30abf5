import readExif from 'exif-reader';
import type { ExifGroups } from '../../domain/media-facts.ts';
import { plainValue } from './exif-value.ts';

/** Larger blocks are no camera's, and reading one with many tags that all claim the whole of it would take for ever. */
const maxExifBytes = 256 * 1024;

/** Raw values under the names of the EXIF standard as ExifTool spells them (spec library-api §8.1). */
const standardNames: Readonly<Record<string, string>> = {
  DateTime: 'ModifyDate',
  DateTimeDigitized: 'CreateDate',
  ExifTag: 'ExifOffset',
  ExposureBiasValue: 'ExposureCompensation',
  FocalLengthIn35mmFilm: 'FocalLengthIn35mmFormat',
  GPSTag: 'GPSInfo',
  ISOSpeedRatings: 'ISO',
  InteroperabilityIndex: 'InteropIndex',
  InteroperabilityTag: 'InteropOffset',
  InteroperabilityVersion: 'InteropVersion',
  JPEGInterchangeFormat: 'ThumbnailOffset',
  JPEGInterchangeFormatLength: 'ThumbnailLength',
  PixelXDimension: 'ExifImageWidth',
  PixelYDimension: 'ExifImageHeight',
};

/** Undefined when there is no EXIF that could be read. Maker's notes are a language of each maker: an empty group. */
export function readExifGroups(exif: Buffer | undefined): ExifGroups | undefined {
  if (exif === undefined || exif.length > maxExifBytes) return undefined;
  const tags = parse(exif);
  if (tags === undefined) return undefined;
  return {
    image: plainTags(tags.Image),
    thumbnail: plainTags(tags.Thumbnail),
    exif: plainTags(tags.Photo),
    gps: plainTags(tags.GPSInfo),
    interoperability: plainTags(tags.Iop),
    makernote: {},
  };
}

function parse(exif: Buffer): readExif.Exif | undefined {
  try {
    return readExif(exif);
  } catch {
    // Bytes of a stranger: what cannot be read is as good as absent.
    return undefined;
  }
}

function plainTags(tags: object | null | undefined): Record<string, unknown> {
  const plain: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(tags ?? {})) {
    // A tag without a name is a bare number, and of use to nobody.
    if (/^\d+$/.test(name)) continue;
    const kept = plainValue(name, value);
    if (kept !== undefined) plain[standardNames[name] ?? name] = kept;
  }
  return plain;
}
