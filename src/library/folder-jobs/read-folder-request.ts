import { invalid, MediaError, notFound } from '../../domain/errors.ts';
import {
  checkPathLength,
  depthOf,
  isWithin,
  joinPath,
  normalizePath,
  sanitizeFolderPath,
  splitPath,
} from '../../domain/names.ts';
import type { FolderJobKind } from './folder-job.ts';

export interface FolderTransfer {
  readonly sourceFolderPath: string;
  readonly destinationPath: string;
}

export interface FolderRename {
  readonly folderPath: string;
  readonly newFolderName: string;
}

/** A request with everything said of it that can be said without the library (spec library-api §6.3–§6.6). */
export interface FolderRequest {
  readonly kind: FolderJobKind;
  readonly sourcePath: string;
  readonly targetPath: string;
  /** What it locks beside the source, and refuses when another job has it. */
  readonly destinationPath: string;
  /** The parameter to blame for a path that gets too long. */
  readonly parameter: string;
  readonly sourceMissing: () => MediaError;
  /** Absent: what is there is merged with. */
  readonly targetTaken?: () => MediaError;
}

export function readCopy(transfer: FolderTransfer): FolderRequest {
  return readTransfer('copy-folder', transfer);
}

export function readMove(transfer: FolderTransfer): FolderRequest {
  const request = readTransfer('move-folder', transfer);
  if (isWithin(request.destinationPath, request.sourcePath)) {
    throw invalid('This operation is not allowed because parent folder cannot be moved into child folder.', {
      reason: 'INVALID_DESTINATION_PATH',
    });
  }
  return request;
}

function readTransfer(
  kind: FolderJobKind,
  { sourceFolderPath, destinationPath }: FolderTransfer,
): FolderRequest {
  refuseEmpty('sourceFolderPath', sourceFolderPath);
  refuseEmpty('destinationPath', destinationPath);
  const sourcePath = normalizePath(sourceFolderPath);
  if (sourcePath === '/') throw invalid('sourceFolderPath cannot be root', { reason: 'SOURCE_IS_ROOT' });
  const intoPath = sanitizeFolderPath(destinationPath);
  const { folderPath, name } = splitPath(sourcePath);
  if (intoPath === sourcePath || intoPath === folderPath) {
    throw invalid('sourceFolderPath and destinationPath cannot be same.', {
      reason: 'SAME_SOURCE_AND_DESTINATION',
    });
  }
  const targetPath = joinPath(intoPath, name);
  return {
    kind,
    sourcePath,
    targetPath,
    // The root would lock the whole library.
    destinationPath: intoPath === '/' ? targetPath : intoPath,
    parameter: 'destinationPath',
    sourceMissing: () =>
      notFound(`No files & folder found at sourceFolderPath \`${sourceFolderPath}\`.`, {
        reason: 'NO_FILES_FOLDER',
      }),
  };
}

function refuseEmpty(parameter: string, path: string): void {
  if (path === '') throw invalid(`${parameter} parameter is missing.`, { reason: 'MISSING_PARAMETER' });
}

export function readRename({ folderPath, newFolderName }: FolderRename): FolderRequest {
  if (folderPath === '') throw invalid('folderPath parameter is missing.');
  const sourcePath = normalizePath(folderPath);
  if (sourcePath === '/') throw invalid('folderPath cannot be root.');
  const targetPath = sanitizeFolderPath(joinPath(splitPath(sourcePath).folderPath, readName(newFolderName)));
  checkPathLength(targetPath, 'newFolderName');
  const { name } = splitPath(targetPath);
  return {
    kind: 'rename-folder',
    sourcePath,
    targetPath,
    destinationPath: targetPath,
    parameter: 'newFolderName',
    sourceMissing: () => notFound('Source folder not found.'),
    targetTaken: () =>
      new MediaError('conflict', `Folder with name ${name} already exists at the same location.`),
  };
}

function readName(text: string): string {
  const name = text.trim();
  if (name.includes('/')) throw invalid('newFolderName parameter cannot have a slash.');
  if (name === '') throw invalid('Your request contains invalid newFolderName parameter.');
  return name;
}

/** Do what is copied and where it comes to lie one within the other, and which way round? */
export function isIntoItself({ sourcePath, targetPath }: FolderRequest): boolean {
  return depthOf(targetPath) > depthOf(sourcePath) && isWithin(targetPath, sourcePath);
}
