import type { MediaFacts } from '../../domain/media-facts.ts';
import { type MediaFile, pathOf } from '../../domain/media-file.ts';
import type { Version } from '../../domain/version.ts';
import type { FileObject } from '../schemas/file.ts';
import { presentEmbeddedMetadata } from './present-embedded-metadata.ts';
import { picturePath, presentFileUrl } from './present-urls.ts';

/** A version of a file, the current one by default, as the management API shows it. */
export function presentFile(file: MediaFile, endpoint: string, version: Version = file.current): FileObject {
  const url = presentVersionUrl(pathOf(file), endpoint, version);
  const { details, facts } = version;
  return {
    type: version.isCurrent ? 'file' : 'file-version',
    name: file.name,
    createdAt: (version.isCurrent ? file.createdAt : version.createdAt).toISOString(),
    updatedAt: version.updatedAt.toISOString(),
    fileId: file.id,
    tags: orNull(details.tags),
    AITags: orNull(details.aiTags),
    versionInfo: presentVersionInfo(version),
    embeddedMetadata: presentEmbeddedMetadata(facts.exif),
    customCoordinates: details.customCoordinates ?? null,
    customMetadata: details.customMetadata,
    description: details.description ?? null,
    isPrivateFile: details.isPrivate,
    isPublished: details.isPublished,
    url,
    thumbnail:
      facts.kind === 'image'
        ? `${presentVersionUrl(picturePath(pathOf(file), facts), endpoint, version)}&tr=n-ik_ml_thumbnail`
        : placeholderUrl(endpoint),
    fileType: presentFileType(facts),
    filePath: pathOf(file),
    ...presentSize(facts),
    size: version.sizeBytes,
    ...(facts.image === undefined ? {} : { hasAlpha: facts.image.hasAlpha }),
    mime: facts.mime,
  };
}

export function presentVersionInfo(version: Version): { id: string; name: string } {
  return { id: version.id, name: `Version ${version.number}` };
}

export function presentFileType(facts: MediaFacts): 'image' | 'non-image' {
  return facts.kind === 'image' ? 'image' : 'non-image';
}

export function presentSize(facts: MediaFacts): { height?: number; width?: number } {
  return facts.image === undefined ? {} : { height: facts.image.height, width: facts.image.width };
}

/** `null`, never an empty array: the SDKs' types say so. */
export function orNull<Item>(items: readonly Item[]): Item[] | null {
  return items.length === 0 ? null : [...items];
}

function presentVersionUrl(path: string, endpoint: string, version: Version): string {
  const plain = presentFileUrl(endpoint, path);
  const updatedAt = `updatedAt=${version.updatedAt.getTime()}`;
  if (version.isCurrent) return `${plain}?${updatedAt}`;
  return `${plain}?ik-obj-version=${version.deliveryToken}&${updatedAt}`;
}

/** A picture of the server itself for what has no picture (spec library-api §2.1). */
function placeholderUrl(endpoint: string): string {
  return new URL('/placeholder.svg', endpoint).href;
}
