import type { Database } from '../domain/database.ts';
import type { FileId } from '../domain/ids.ts';
import { distinctIds, getFiles } from './bulk-files.ts';

export type DeleteFiles = (ids: readonly string[]) => Promise<FileId[]>;

const limit = { most: 100, sentence: 'fileIds cannot have more than 100 items.' };

/**
 * All or none, in one transaction: a file cannot fail alone, so there is never a partial success to tell of
 * (spec library-api §3.5).
 */
export function createDeleteFiles({ database }: { readonly database: Database }): DeleteFiles {
  return async (ids) => {
    const distinct = distinctIds(ids, limit);
    return database.transaction(async ({ files }) => {
      const found = await getFiles(files, distinct);
      for (const { id } of found) await files.delete(id);
      return found.map(({ id }) => id);
    });
  };
}
