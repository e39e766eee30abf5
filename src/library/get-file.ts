import type { FileRepository } from '../domain/database.ts';
import { invalid, notFound } from '../domain/errors.ts';
import { type FileId, isId } from '../domain/ids.ts';
import type { MediaFile } from '../domain/media-file.ts';

export type GetFile = (id: string) => Promise<MediaFile>;

export function createGetFile({ files }: { readonly files: FileRepository }): GetFile {
  return async (id) => getFile(files, readFileId(id));
}

/** What cannot be an id at all is invalid; what can, but is none, is not found (spec auth-errors-limits §6.3). */
export function readFileId(id: string): FileId {
  if (!isId(id)) throw invalid('Your request contains invalid fileId parameter.');
  return id as FileId;
}

export async function getFile(files: FileRepository, id: FileId): Promise<MediaFile> {
  const file = await files.find(id);
  if (file === undefined) throw notFound('The requested file does not exist.');
  return file;
}
