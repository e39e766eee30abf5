import { type MediaFile, pathOf } from '../../domain/media-file.ts';
import type { UploadObject } from '../schemas/upload.ts';
import { presentEmbeddedMetadata } from './present-embedded-metadata.ts';
import { orNull, presentFileType, presentSize, presentVersionInfo } from './present-file.ts';
import { presentMetadata } from './present-metadata.ts';
import { picturePath, presentFileUrl, presentThumbnailPathUrl } from './present-urls.ts';

/**
 * The answer to an upload (spec upload §13). The order of keys is the one of live answers; what `responseFields` asks
 * for comes between `thumbnailUrl` and `AITags`.
 */
export function presentUpload(
  file: MediaFile,
  responseFields: ReadonlySet<string>,
  endpoint: string,
): UploadObject {
  const { current } = file;
  const { facts, details } = current;
  const path = pathOf(file);
  return {
    fileId: file.id,
    name: file.name,
    size: current.sizeBytes,
    versionInfo: presentVersionInfo(current),
    filePath: path,
    url: presentFileUrl(endpoint, path),
    fileType: presentFileType(facts),
    ...presentSize(facts),
    ...(facts.image?.orientation === undefined ? {} : { orientation: facts.image.orientation }),
    ...(facts.kind === 'image'
      ? { thumbnailUrl: presentThumbnailPathUrl(endpoint, picturePath(path, facts)) }
      : {}),
    ...presentAskedFields(file, responseFields),
    AITags: orNull(details.aiTags),
    ...(details.description === undefined ? {} : { description: details.description }),
  };
}

type AskedField =
  | 'tags'
  | 'customCoordinates'
  | 'isPrivateFile'
  | 'isPublished'
  | 'customMetadata'
  | 'embeddedMetadata'
  | 'metadata';

const askedFields: { readonly [Name in AskedField]: (file: MediaFile) => UploadObject[Name] } = {
  tags: ({ current }) => orNull(current.details.tags),
  customCoordinates: ({ current }) => current.details.customCoordinates ?? null,
  isPrivateFile: ({ current }) => current.details.isPrivate,
  isPublished: ({ current }) => current.details.isPublished,
  customMetadata: ({ current }) => current.details.customMetadata,
  embeddedMetadata: ({ current }) => presentEmbeddedMetadata(current.facts.exif),
  metadata: ({ current }) => presentMetadata(current.facts, current.sizeBytes),
};

function presentAskedFields(file: MediaFile, asked: ReadonlySet<string>): Partial<UploadObject> {
  const fields = Object.entries(askedFields).filter(([name]) => asked.has(name));
  return Object.fromEntries(fields.map(([name, present]) => [name, present(file)]));
}
