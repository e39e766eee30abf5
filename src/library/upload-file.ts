import type { BlobStore, StagedBlob } from '../domain/blob-store.ts';
import type { Clock } from '../domain/clock.ts';
import type { CustomField } from '../domain/custom-field.ts';
import type { Database, FileRepository, Repositories } from '../domain/database.ts';
import { invalid, MediaError } from '../domain/errors.ts';
import { type FileId, makeDeliveryToken, makeId, type VersionId, type VersionKey } from '../domain/ids.ts';
import type { MediaFacts, MediaKind } from '../domain/media-facts.ts';
import type { MediaFile } from '../domain/media-file.ts';
import {
  addUniqueSuffix,
  checkPathLength,
  joinPath,
  sanitizeFileName,
  sanitizeFolderPath,
} from '../domain/names.ts';
import type { RemoteFiles } from '../domain/origin.ts';
import type { Prober } from '../domain/prober.ts';
import { maxVersionsPerFile, type Version, type VersionDetails } from '../domain/version.ts';
import { checkFormMetadata, chooseCustomMetadata } from './upload-custom-metadata.ts';
import type { UploadRequest } from './upload-request.ts';
import { type ReceivedFile, settleSource } from './upload-source/receive-file.ts';

export interface UploadLimits {
  readonly imageBytes: number;
  readonly videoBytes: number;
  readonly rawBytes: number;
}

export interface UploadParts {
  readonly database: Database;
  readonly blobs: BlobStore;
  readonly prober: Prober;
  readonly remoteFiles: RemoteFiles;
  readonly clock: Clock;
  readonly limits: UploadLimits;
}

/** Takes over `received`: its temporary bytes are kept or gone when the promise settles. */
export type UploadFile = (
  request: UploadRequest,
  received: ReceivedFile,
  signal: AbortSignal,
) => Promise<MediaFile>;

/**
 * Order of spec upload §2: everything cheap is refused before bytes are fetched or decoded; bytes are durable before
 * the row that points at them.
 */
export function createUploadFile(parts: UploadParts): UploadFile {
  return async (request, received, signal) => {
    const target = await findTarget(parts.database.files, request);
    await checkFormMetadata(parts.database.customFields, request.customMetadata);
    const staged = await obtainBytes(parts, request, received, signal);
    try {
      const facts = await parts.prober.probe(staged.path, target.name, signal);
      checkSize(staged.sizeBytes, facts.kind, parts.limits);
      await staged.commit();
      return await parts.database.transaction((repositories) =>
        store(repositories, { request, target, staged, facts, now: parts.clock.now() }),
      );
    } finally {
      await staged.discard();
    }
  };
}

/** The largest file that any kind may have: what a stream is cut at while its kind is unknown. */
export function largestUpload(limits: UploadLimits): number {
  return Math.max(limits.imageBytes, limits.videoBytes, limits.rawBytes);
}

interface Target {
  readonly folderPath: string;
  readonly name: string;
}

async function findTarget(files: FileRepository, request: UploadRequest): Promise<Target> {
  const target = { folderPath: sanitizeFolderPath(request.folder), name: sanitizeFileName(request.fileName) };
  if (request.useUniqueFileName) return target;
  const path = joinPath(target.folderPath, target.name);
  checkPathLength(path);
  if (!request.overwriteFile && (await files.findByPath(path)) !== undefined) throw alreadyExists();
  return target;
}

function alreadyExists(): MediaError {
  return invalid(
    'A file with the same name already exists at the exact location. We could not overwrite it because both overwriteFile and useUniqueFileName are set to false.',
  );
}

async function obtainBytes(
  parts: UploadParts,
  request: UploadRequest,
  received: ReceivedFile,
  signal: AbortSignal,
): Promise<StagedBlob> {
  const source = await settleSource(received, request.fileName);
  if (source.kind === 'bytes') return source.staged;
  const maxBytes = largestUpload(parts.limits);
  const stream = await parts.remoteFiles.open(source.url, { maxBytes, signal });
  return parts.blobs.stage(stream, { maxBytes, signal });
}

const limitOfKind: Record<MediaKind, keyof UploadLimits> = {
  image: 'imageBytes',
  video: 'videoBytes',
  audio: 'rawBytes',
  raw: 'rawBytes',
};

function checkSize(sizeBytes: number, kind: MediaKind, limits: UploadLimits): void {
  if (sizeBytes <= limits[limitOfKind[kind]]) return;
  throw new MediaError(
    'too_large',
    'Your request contains invalid file parameter. The file size exceeds limits.',
  );
}

interface Upload {
  readonly request: UploadRequest;
  readonly target: Target;
  readonly staged: StagedBlob;
  readonly facts: MediaFacts;
  readonly now: Date;
}

interface Storing extends Upload {
  /** Those that are not deleted, at this moment. */
  readonly customFields: readonly CustomField[];
}

/** Runs alone among writers: what it finds free or taken stays so until it is done. */
async function store(repositories: Repositories, arrived: Upload): Promise<MediaFile> {
  const { request, target, now } = arrived;
  const customFields = await repositories.customFields.list({ includeDeleted: false });
  const upload = { ...arrived, customFields };
  const folder = await repositories.folders.ensure(target.folderPath, now);
  const name = request.useUniqueFileName ? await freeName(repositories.files, target) : target.name;
  const existing = await repositories.files.findByPath(joinPath(folder.path, name));
  if (existing !== undefined && !request.overwriteFile) throw alreadyExists();

  const fileId = existing?.id ?? makeId<'file'>(now);
  if (existing === undefined) await insertFile(repositories.files, fileId, name, upload);
  else await addVersion(repositories.files, existing, upload);
  return found(await repositories.files.find(fileId));
}

/** Drawn again until free, so that a unique name never overwrites (spec upload §6.3). */
async function freeName(files: FileRepository, target: Target): Promise<string> {
  for (;;) {
    const name = addUniqueSuffix(target.name);
    const path = joinPath(target.folderPath, name);
    checkPathLength(path);
    if ((await files.findByPath(path)) === undefined) return name;
  }
}

async function insertFile(files: FileRepository, id: FileId, name: string, upload: Storing): Promise<void> {
  const current = makeVersion(upload, { fileId: id, number: 1, previous: undefined });
  await files.insert({ id, folderPath: upload.target.folderPath, name, createdAt: upload.now, current });
}

async function addVersion(files: FileRepository, existing: MediaFile, upload: Storing): Promise<void> {
  if ((await files.countVersions(existing.id)) >= maxVersionsPerFile) {
    throw invalid(`A file can have a maximum of ${maxVersionsPerFile} versions.`, {
      reason: 'VERSION_LIMIT_EXCEEDED',
    });
  }
  const number = (await files.highestVersionNumber(existing.id)) + 1;
  const version = makeVersion(upload, { fileId: existing.id, number, previous: existing.current.details });
  await files.addVersion(version, { id: makeId<'version'>(upload.now), at: upload.now });
}

interface Place {
  readonly fileId: FileId;
  readonly number: number;
  readonly previous: VersionDetails | undefined;
}

function makeVersion(upload: Storing, { fileId, number, previous }: Place): Version {
  const { request, staged, facts, now } = upload;
  const customMetadata = chooseCustomMetadata(request, upload.customFields, previous?.customMetadata);
  return {
    key: makeId<'version-key'>(now) as VersionKey,
    // The current version goes by the file's own id (spec library-api §2.2).
    id: fileId as string as VersionId,
    fileId,
    number,
    isCurrent: true,
    blobHash: staged.hash,
    sizeBytes: staged.sizeBytes,
    facts,
    details: { ...makeDetails(request, facts.kind, previous), customMetadata },
    deliveryToken: makeDeliveryToken(),
    createdAt: now,
    updatedAt: now,
  };
}

/** What an overwrite keeps, sets and clears (spec upload §7.2). */
export function makeDetails(
  request: UploadRequest,
  kind: MediaKind,
  previous: VersionDetails | undefined,
): Omit<VersionDetails, 'customMetadata'> {
  const { customCoordinates, description } = request;
  return {
    tags: request.tags ?? (request.overwriteTags ? [] : (previous?.tags ?? [])),
    aiTags: request.overwriteAITags ? [] : (previous?.aiTags ?? []),
    isPrivate: request.isPrivateFile,
    isPublished: request.isPublished,
    ...(customCoordinates !== undefined && kind === 'image' ? { customCoordinates } : {}),
    ...(description ? { description } : {}),
  };
}

function found(file: MediaFile | undefined): MediaFile {
  if (file === undefined) throw new Error('A file written in this transaction cannot be read back.');
  return file;
}
