import type { Database } from '../domain/database.ts';
import { invalid, type MediaError, notFound } from '../domain/errors.ts';
import { normalizePath } from '../domain/names.ts';

export type DeleteFolder = (folderPath: string) => Promise<void>;

export interface DeleteFolderParts {
  readonly database: Database;
  /** Most files, older versions and folders below it. */
  readonly maxFolderItems: number;
}

/** The folder, every nested one, every file and version (spec library-api §6.2). Bytes go with the next sweep. */
export function createDeleteFolder({ database, maxFolderItems }: DeleteFolderParts): DeleteFolder {
  return async (folderPath) => {
    const path = normalizePath(folderPath);
    if (path === '/') throw invalid('folderPath cannot be root.', { reason: 'INVALID_FOLDER_PATH' });
    await database.transaction(async ({ folders }) => {
      if ((await folders.findByPath(path)) === undefined) {
        throw notFound(`No folder found with folderPath \`${folderPath}\`.`, { reason: 'FOLDER_NOT_FOUND' });
      }
      if ((await folders.countNested(path)) > maxFolderItems) throw tooManyItems(maxFolderItems);
      await folders.delete(path);
    });
  };
}

export function tooManyItems(most: number): MediaError {
  return invalid(
    `Total nested assets (files, folders and file versions) are more than allowed limit of ${most} items.`,
    { reason: 'TOO_MANY_OBJECTS' },
  );
}
