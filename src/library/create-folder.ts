import type { Clock } from '../domain/clock.ts';
import type { FolderRepository } from '../domain/database.ts';
import { invalid } from '../domain/errors.ts';
import { checkPathLength, sanitizeFolderPath } from '../domain/names.ts';

export interface FolderRequest {
  readonly folderName: string;
  readonly parentFolderPath: string;
}

export type CreateFolder = (request: FolderRequest) => Promise<void>;

export interface CreateFolderParts {
  readonly folders: Pick<FolderRepository, 'ensure'>;
  readonly clock: Clock;
}

/** With its parents; a folder that is there stays as it is (spec library-api §6.1). */
export function createCreateFolder({ folders, clock }: CreateFolderParts): CreateFolder {
  return async ({ folderName, parentFolderPath }) => {
    const name = folderName.trim();
    if (name.includes('/')) throw invalid('folderName parameter cannot have a slash.');
    if (name === '') throw invalid('Your request contains invalid folderName parameter.');
    const path = sanitizeFolderPath(`${parentFolderPath}/${name}`);
    checkPathLength(path, 'folderName');
    await folders.ensure(path, clock.now());
  };
}
