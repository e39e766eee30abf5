import type { NewFile, Repositories } from '../../domain/database.ts';
import { type FileId, makeDeliveryToken, makeId, type VersionId } from '../../domain/ids.ts';
import type { MediaFacts } from '../../domain/media-facts.ts';
import type { MediaFile } from '../../domain/media-file.ts';
import { splitPath } from '../../domain/names.ts';
import type { Version, VersionDetails } from '../../domain/version.ts';

export const dayOne = new Date('2026-03-04T05:06:07.089Z');

/** A moment so many milliseconds after day one. */
export function later(milliseconds: number): Date {
  return new Date(dayOne.getTime() + milliseconds);
}

export const plainDetails: VersionDetails = {
  tags: [],
  aiTags: [],
  customMetadata: {},
  isPrivate: false,
  isPublished: true,
};

export function imageFacts(width: number, height: number): MediaFacts {
  const image = {
    format: 'jpeg',
    width,
    height,
    hasAlpha: false,
    isOpaque: true,
    frames: 1,
    hasProfile: false,
    hasMetadata: false,
  } as const;
  return { mime: 'image/jpeg', kind: 'image', image };
}

export const textFacts: MediaFacts = { mime: 'text/plain', kind: 'raw' };

export interface Sample extends Partial<Omit<Version, 'details'>> {
  readonly details?: Partial<VersionDetails>;
}

/** A first or later upload of `fileId`; every property can be given. */
export function makeVersion(fileId: FileId, { details, ...given }: Sample = {}): Version {
  const createdAt = given.createdAt ?? dayOne;
  return {
    key: makeId(createdAt),
    id: fileId as string as VersionId,
    fileId,
    number: 1,
    isCurrent: true,
    blobHash: makeDeliveryToken(),
    sizeBytes: 1000,
    facts: imageFacts(400, 300),
    details: { ...plainDetails, ...details },
    deliveryToken: makeDeliveryToken(),
    createdAt,
    updatedAt: createdAt,
    ...given,
  };
}

export function makeFile(path: string, sample: Sample = {}): NewFile {
  const createdAt = sample.createdAt ?? dayOne;
  const id = sample.fileId ?? makeId<'file'>(createdAt);
  return { id, ...splitPath(path), createdAt, current: makeVersion(id, sample) };
}

/** Makes the folder, inserts the file, and returns it as it must be found. */
export async function addFile(to: Repositories, path: string, sample: Sample = {}): Promise<MediaFile> {
  const file = makeFile(path, sample);
  const folder = await to.folders.ensure(file.folderPath, dayOne);
  await to.files.insert(file);
  return { ...file, folderId: folder.id };
}
