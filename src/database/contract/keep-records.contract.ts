import type { Asset } from '../../domain/asset.ts';
import type { CustomMetadata } from '../../domain/custom-field.ts';
import {
  type CustomFieldSchema,
  type CustomFieldType,
  customFieldTypes,
  type SelectOption,
} from '../../domain/custom-field.ts';
import type { Repositories } from '../../domain/database.ts';
import { type FileId, makeId, type VersionId } from '../../domain/ids.ts';
import type { ExifGroups, ImageFacts, MediaFacts, SourceFormat } from '../../domain/media-facts.ts';
import { joinPath } from '../../domain/names.ts';
import type { Version } from '../../domain/version.ts';
import type { SearchContent, SearchRecord } from '../../search/search-record.contract.ts';
import { dayOne, later, makeVersion } from './samples.contract.ts';

export interface RecordLibrary {
  readonly records: readonly SearchRecord[];
  readonly customFields: ReadonlyMap<string, CustomFieldType>;
  readonly options: Readonly<Record<string, readonly SelectOption[]>>;
}

/**
 * Writes records of the search room as files, versions and folders. Returns them as they must be found: folders get ids of
 * their own, and have neither authors nor custom metadata.
 */
export async function keepRecords(to: Repositories, library: RecordLibrary): Promise<SearchRecord[]> {
  await keepFields(to, library);
  const kept: SearchRecord[] = [];
  for (const record of library.records.filter(({ type }) => type === 'folder'))
    kept.push(await keepFolder(to, record));
  for (const record of library.records.filter(({ type }) => type === 'file')) {
    const older = library.records.filter(({ type, id }) => type === 'file-version' && id === record.id);
    await keepFile(to, record, older);
    kept.push(record, ...older);
  }
  return kept;
}

async function keepFields(to: Repositories, { customFields, options }: RecordLibrary): Promise<void> {
  for (const [name, type] of customFields) {
    const schema = { type, ...(options[name] && { selectOptions: options[name] }) } as CustomFieldSchema;
    if (!customFieldTypes.includes(type)) throw new Error(`${type} is no type of a field`);
    await to.customFields.insert({ id: makeId(dayOne), name, label: name, schema }, dayOne);
  }
}

async function keepFolder(to: Repositories, record: SearchRecord): Promise<SearchRecord> {
  const folder = await to.folders.ensure(joinPath(record.folderPath, record.name), record.createdAt);
  const { createdBy: _, ...rest } = record;
  return { ...rest, id: folder.id, customMetadata: {}, updatedAt: record.createdAt };
}

/** Oldest first, each superseded by the next, the file as it is now at last. */
async function keepFile(
  to: Repositories,
  record: SearchRecord,
  older: readonly SearchRecord[],
): Promise<void> {
  const [first = record, ...rest] = [...older, record];
  const { name, folderPath, createdAt } = record;
  const id = record.id as FileId;
  await to.files.insert({ id, name, folderPath, createdAt, current: versionOf(first, 1) });
  for (const [index, next] of rest.entries()) {
    const superseded = older[index];
    if (superseded === undefined) throw new Error('each version but the last is superseded');
    await to.files.addVersion(versionOf(next, index + 2), {
      id: superseded.versionId as VersionId,
      at: superseded.createdAt,
    });
  }
}

function versionOf(record: SearchRecord, number: number): Version {
  const { content, createdBy } = record;
  if (content === undefined) throw new Error(`${record.name} has no content`);
  return makeVersion(record.id as FileId, {
    number,
    sizeBytes: content.sizeBytes,
    facts: factsOf(content),
    createdAt: later(0),
    updatedAt: record.updatedAt,
    ...(createdBy !== undefined && { createdBy }),
    details: {
      tags: content.tags,
      aiTags: content.aiTags.map((name) => ({ name, confidence: 90, source: 'test' })),
      customMetadata: record.customMetadata as CustomMetadata,
      isPrivate: content.isPrivate,
      isPublished: content.isPublished,
    },
  });
}

const typeOfFormat: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  svg: 'image/svg+xml',
  mp4: 'video/mp4',
  txt: 'text/plain',
  pdf: 'application/pdf',
};

function factsOf(content: SearchContent): MediaFacts {
  const image = imageOf(content);
  return {
    mime: typeOfFormat[content.format] ?? `image/${content.format}`,
    kind: content.isImage ? 'image' : 'raw',
    ...(image && { image }),
    exif: exifOf(content),
  };
}

function imageOf({ format, width, height, hasTransparency }: SearchContent): ImageFacts | undefined {
  if (width === undefined || height === undefined) return undefined;
  return {
    format: (format === 'jpg' ? 'jpeg' : format) as SourceFormat,
    width,
    height,
    hasAlpha: hasTransparency ?? false,
    isOpaque: true,
    frames: 1,
    hasProfile: false,
    hasMetadata: false,
  };
}

/** As the probe reads it. */
function exifOf({ keywords, dateTimeOriginal, location }: SearchContent): ExifGroups {
  const none = { image: {}, thumbnail: {}, exif: {}, gps: {}, interoperability: {}, makernote: {} };
  const iso = dateTimeOriginal?.toISOString();
  return {
    ...none,
    image: keywords.length > 0 ? { XPKeywords: keywords.join(';') } : {},
    exif: iso === undefined ? {} : { DateTimeOriginal: exifDate(iso), SubSecTimeOriginal: iso.slice(20, 23) },
    gps: location === undefined ? {} : gpsOf(location),
  };
}

function exifDate(iso: string): string {
  return iso.slice(0, 19).replaceAll('-', ':').replace('T', ' ');
}

function gpsOf({ latitude, longitude }: NonNullable<SearchContent['location']>) {
  return {
    GPSLatitude: [Math.abs(latitude), 0, 0],
    GPSLatitudeRef: latitude < 0 ? 'S' : 'N',
    GPSLongitude: [Math.abs(longitude), 0, 0],
    GPSLongitudeRef: longitude < 0 ? 'W' : 'E',
  };
}

/** The record that an asset of a list was made from. */
export function recordOf(asset: Asset, kept: readonly SearchRecord[]): SearchRecord | undefined {
  const [id, versionId] =
    asset.type === 'folder'
      ? [asset.folder.id, undefined]
      : [asset.file.id, asset.type === 'file' ? undefined : asset.version.id];
  return kept.find((record) => record.id === id && record.versionId === versionId);
}
