import type { Clock } from '../domain/clock.ts';
import type { Database, FileRepository } from '../domain/database.ts';
import { invalid, notFound } from '../domain/errors.ts';
import { type FileId, isId, makeId, type VersionId } from '../domain/ids.ts';
import type { MediaFile } from '../domain/media-file.ts';
import type { Version } from '../domain/version.ts';
import { getFile, readFileId } from './get-file.ts';

/** The file whose versions they are, and the versions: the current one first, then the latest superseded. */
export interface FileHistory {
  readonly file: MediaFile;
  readonly versions: readonly Version[];
}

export interface FileVersion {
  readonly file: MediaFile;
  readonly version: Version;
}

export type ListVersions = (fileId: string) => Promise<FileHistory>;
export type GetVersion = (fileId: string, versionId: string) => Promise<FileVersion>;
export type DeleteVersion = (fileId: string, versionId: string) => Promise<void>;
export type RestoreVersion = (fileId: string, versionId: string) => Promise<MediaFile>;

type Files = Pick<FileRepository, 'find' | 'listVersions'>;

/** Spec library-api §4; each operation has sentences of its own for what is not there. */
const noFile = 'The requested file does not exist.';
const noVersion = 'The requested file version does not exist.';
const noAsset = 'The requested asset does not exist.';

export function createListVersions({ files }: { readonly files: Files }): ListVersions {
  return async (fileId) => {
    const history = await findHistory(files, readFileId(fileId));
    if (history === undefined) throw notFound(noFile);
    return history;
  };
}

export function createGetVersion({ files }: { readonly files: Files }): GetVersion {
  return async (fileId, versionId) => {
    const wanted = { fileId: readFileId(fileId), versionId: readVersionId(versionId) };
    const found = await findVersion(files, wanted);
    if (found === undefined) throw notFound(noVersion);
    return found;
  };
}

/** Its bytes go with the next sweep, when no other version shares them. */
export function createDeleteVersion({ database }: { readonly database: Database }): DeleteVersion {
  return async (fileId, versionId) => {
    const wanted = { fileId: readFileId(fileId), versionId: readVersionId(versionId) };
    await database.transaction(async ({ files }) => {
      const found = await findVersion(files, wanted);
      if (found === undefined) throw notFound(noAsset);
      if (found.version.isCurrent) throw invalid('You cannot delete current version of a file.');
      await files.deleteVersion(found.version.key);
    });
  };
}

export interface RestoreParts {
  readonly database: Database;
  readonly clock: Clock;
}

/** Makes no new version: id, name and details come back with the content. */
export function createRestoreVersion({ database, clock }: RestoreParts): RestoreVersion {
  return async (fileId, versionId) => {
    const wanted = { fileId: readFileId(fileId), versionId: readVersionId(versionId) };
    return database.transaction(async ({ files }) => {
      const file = await getFile(files, wanted.fileId);
      const version = (await findVersion(files, wanted))?.version;
      if (version === undefined) throw notFound(noVersion);
      if (version.isCurrent) return file;
      const now = clock.now();
      await files.restoreVersion(version.key, { id: displacedId(file, now), at: now });
      return getFile(files, file.id);
    });
  };
}

/** It keeps its id, unless that is the file's own, which always means the current version (spec library-api §2.2). */
function displacedId({ id, current }: MediaFile, now: Date): VersionId {
  return (current.id as string) === id ? makeId<'version'>(now) : current.id;
}

function readVersionId(id: string): VersionId {
  if (!isId(id)) throw invalid('Your request contains invalid versionId parameter.');
  return id as VersionId;
}

/** Undefined as well when the file goes between the two questions. */
async function findHistory(files: Files, fileId: FileId): Promise<FileHistory | undefined> {
  const file = await files.find(fileId);
  const versions = await files.listVersions(fileId);
  return file === undefined || versions.length === 0 ? undefined : { file, versions };
}

async function findVersion(
  files: Files,
  wanted: { readonly fileId: FileId; readonly versionId: VersionId },
): Promise<FileVersion | undefined> {
  const history = await findHistory(files, wanted.fileId);
  const version = history?.versions.find(({ id }) => id === wanted.versionId);
  return history && version && { file: history.file, version };
}
