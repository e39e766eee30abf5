import type { VersionKey } from '../domain/ids.ts';
import type { MediaFacts } from '../domain/media-facts.ts';
import type { MediaFile } from '../domain/media-file.ts';
import type { AiTag, Version, VersionDetails } from '../domain/version.ts';
import type { SearchableFacts } from '../search/searchable-facts.ts';
import { toCustomMetadata } from './map-custom-metadata.ts';
import type {
  FileTable,
  Flag,
  FolderTable,
  VersionAiTagTable,
  VersionTable,
  VersionTagTable,
} from './tables.ts';

type SearchedColumn = 'file_created_at' | 'format' | 'has_alpha' | 'taken_at' | 'latitude' | 'longitude';

/** A version as it is selected, its tags and custom metadata as JSON texts beside it. */
export interface VersionRow
  extends Omit<VersionTable, 'superseded_order' | 'mime' | 'kind' | 'width' | 'height' | SearchedColumn> {
  readonly tags: string;
  readonly ai_tags: string;
  readonly custom_metadata: string;
}

/** A version with the place it stands in. */
export interface FileRow extends VersionRow {
  readonly folder_id: FolderTable['id'];
  readonly folder_path: string;
  readonly name: string;
  readonly file_created_at: FileTable['created_at'];
}

/** Of facts, tags and custom metadata as text; parsed they take about three times as much memory. */
export const keptCharacters = 8 * 1024 * 1024;
const charactersOfOtherFields = 500;

/** What a version that is kept in memory counts for. */
export function charactersOf({ facts, tags, ai_tags, custom_metadata }: VersionRow): number {
  return facts.length + tags.length + ai_tags.length + custom_metadata.length + charactersOfOtherFields;
}

export function toMediaFile(row: FileRow): MediaFile {
  return {
    id: row.file_id,
    folderId: row.folder_id,
    folderPath: row.folder_path,
    name: row.name,
    createdAt: new Date(row.file_created_at),
    current: toVersion(row),
  };
}

export function toVersion(row: VersionRow): Version {
  return {
    key: row.key,
    id: row.id,
    fileId: row.file_id,
    number: row.number,
    isCurrent: row.is_current === 1,
    blobHash: row.blob_hash,
    sizeBytes: row.size_bytes,
    facts: JSON.parse(row.facts) as MediaFacts,
    details: toDetails(row),
    deliveryToken: row.delivery_token,
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
    ...(row.created_by !== null && { createdBy: row.created_by }),
  };
}

function toDetails(row: VersionRow): VersionDetails {
  return {
    tags: (JSON.parse(row.tags) as Pick<VersionTagTable, 'tag'>[]).map(({ tag }) => tag),
    aiTags: JSON.parse(row.ai_tags) as AiTag[],
    customMetadata: toCustomMetadata(row.custom_metadata),
    ...(row.custom_coordinates !== null && { customCoordinates: row.custom_coordinates }),
    ...(row.description !== null && { description: row.description }),
    isPrivate: row.is_private === 1,
    isPublished: row.is_published === 1,
  };
}

export function fromVersion(version: Version) {
  const { facts } = version;
  return {
    key: version.key,
    id: version.id,
    file_id: version.fileId,
    number: version.number,
    is_current: flag(version.isCurrent),
    superseded_order: null,
    revision: 1,
    blob_hash: version.blobHash,
    size_bytes: version.sizeBytes,
    facts: JSON.stringify(facts),
    mime: facts.mime,
    kind: facts.kind,
    width: facts.image?.width ?? null,
    height: facts.image?.height ?? null,
    ...fromDetails(version.details),
    delivery_token: version.deliveryToken,
    created_at: version.createdAt.getTime(),
    updated_at: version.updatedAt.getTime(),
    created_by: version.createdBy ?? null,
  } satisfies Partial<VersionTable>;
}

export function fromSearchableFacts({ format, hasAlpha, takenAt, place }: SearchableFacts) {
  return {
    format,
    has_alpha: hasAlpha === undefined ? null : flag(hasAlpha),
    taken_at: takenAt?.getTime() ?? null,
    latitude: place?.latitude ?? null,
    longitude: place?.longitude ?? null,
  } satisfies Partial<VersionTable>;
}

export function fromDetails(details: VersionDetails) {
  return {
    custom_coordinates: details.customCoordinates ?? null,
    description: details.description ?? null,
    is_private: flag(details.isPrivate),
    is_published: flag(details.isPublished),
  } satisfies Partial<VersionTable>;
}

export function fromTags(key: VersionKey, tags: readonly string[]): VersionTagTable[] {
  return tags.map((tag, position) => ({ version_key: key, position, tag }));
}

export function fromAiTags(key: VersionKey, aiTags: readonly AiTag[]): VersionAiTagTable[] {
  return aiTags.map(({ name, confidence, source }, position) => ({
    version_key: key,
    position,
    name,
    confidence,
    source,
  }));
}

function flag(value: boolean): Flag {
  return value ? 1 : 0;
}
