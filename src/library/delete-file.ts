import type { Database } from '../domain/database.ts';
import { notFound } from '../domain/errors.ts';
import { readFileId } from './get-file.ts';

export type DeleteFile = (id: string) => Promise<void>;

/** Removes the file and all its versions. Its bytes go with the next sweep, when no other version shares them. */
export function createDeleteFile({ database }: { readonly database: Database }): DeleteFile {
  return async (id) => {
    if (!(await database.files.delete(readFileId(id)))) throw notFound('The requested file does not exist.');
  };
}
