import type { FileRepository } from '../domain/database.ts';
import type { PurgedFiles } from './purge-renditions.ts';

/** Published or not: what is a draft now was delivered before. */
export function createLibraryFiles(
  files: Pick<FileRepository, 'findForDelivery' | 'listContents'>,
): PurgedFiles {
  return {
    async at({ path, objectVersion }, defaultImage) {
      const found = [await files.findForDelivery(path, objectVersion)];
      if (defaultImage !== undefined) found.push(await files.findForDelivery(defaultImage));
      return found.filter((file) => file !== undefined);
    },
    below: (_endpoint, pathPrefix) => files.listContents(pathPrefix),
  };
}
