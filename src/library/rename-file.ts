import type { Clock } from '../domain/clock.ts';
import type { Database, FileRepository } from '../domain/database.ts';
import { invalid, MediaError, notFound } from '../domain/errors.ts';
import type { PurgeId } from '../domain/ids.ts';
import type { MediaFile } from '../domain/media-file.ts';
import { checkPathLength, joinPath, normalizePath, sanitizeFileName, splitPath } from '../domain/names.ts';
import type { Purges } from './purge-cache.ts';

export interface RenameRequest {
  readonly filePath: string;
  readonly newFileName: string;
  readonly purgeCache: boolean;
}

/** What became of the purge of the old URL. */
export type RenameOutcome =
  | { readonly purge: 'not asked' | 'refused' }
  | { readonly purge: 'started'; readonly purgeId: PurgeId };

export type RenameFile = (request: RenameRequest) => Promise<RenameOutcome>;

export interface RenameParts {
  readonly database: Database;
  readonly purges: Pick<Purges, 'startBelow'>;
  readonly clock: Clock;
}

/** Unlike a move it never merges (spec library-api §3.8). */
export function createRenameFile({ database, purges, clock }: RenameParts): RenameFile {
  return async (request) => {
    const path = normalizePath(request.filePath);
    const { folderPath } = splitPath(path);
    const name = readNewName(request.newFileName);
    const newPath = joinPath(folderPath, name);
    checkPathLength(newPath, 'newFileName');
    await database.transaction(async ({ files }) => {
      const file = await getFileAt(files, path, request.filePath);
      if (file.name === name) {
        throw invalid('newFileName cannot be the same as its existing name.', {
          reason: 'SAME_OLD_AND_NEW_NAME',
        });
      }
      if ((await files.findByPath(newPath)) !== undefined) throw nameTaken(name);
      await files.move(file.id, { folderPath, name }, clock.now());
    });
    if (!request.purgeCache) return { purge: 'not asked' };
    const purgeId = await purges.startBelow(path);
    return purgeId === undefined ? { purge: 'refused' } : { purge: 'started', purgeId };
  };
}

function readNewName(text: string): string {
  const name = text.trim();
  if (name === '' || name === '.' || name === '..' || name.includes('/')) {
    throw invalid('Your request contains invalid newFileName parameter.', { reason: 'INVALID_PARAMETER' });
  }
  return sanitizeFileName(name);
}

async function getFileAt(files: FileRepository, path: string, asSent: string): Promise<MediaFile> {
  const file = await files.findByPath(path);
  if (file === undefined) {
    throw notFound(`No file found in media library at filePath ${asSent}`, { reason: 'FILE_MISSING' });
  }
  return file;
}

function nameTaken(name: string): MediaError {
  return new MediaError('conflict', `File with name ${name} already exists at the same location.`, {
    reason: 'FILE_ALREADY_EXISTS',
  });
}
