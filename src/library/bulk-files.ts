import type { FileRepository } from '../domain/database.ts';
import { invalid, notFound } from '../domain/errors.ts';
import { type FileId, isId } from '../domain/ids.ts';
import type { MediaFile } from '../domain/media-file.ts';

/** What became of each file of a request; together they are all of them. */
export interface BulkOutcome {
  readonly succeeded: readonly FileId[];
  readonly failed: readonly BulkFailure[];
}

export interface BulkFailure {
  readonly fileId: FileId;
  readonly error: string;
}

/** An id that is sent twice counts once. */
export function distinctIds(ids: readonly string[], limit: { most: number; sentence: string }): string[] {
  const distinct = [...new Set(ids)];
  if (distinct.length > limit.most) throw invalid(limit.sentence);
  return distinct;
}

/** All of them, in the order of the ids; else the caller learns which are missing and nothing is done. */
export async function getFiles(
  files: Pick<FileRepository, 'find'>,
  ids: readonly string[],
): Promise<MediaFile[]> {
  const found: MediaFile[] = [];
  const missingFileIds: string[] = [];
  for (const id of ids) {
    const file = isId(id) ? await files.find(id as FileId) : undefined;
    if (file === undefined) missingFileIds.push(id);
    else found.push(file);
  }
  if (missingFileIds.length > 0) {
    throw notFound('The requested file(s) does not exist.', { missingFileIds });
  }
  return found;
}
