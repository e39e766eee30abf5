import type { Folder } from '../../domain/folder.ts';
import type { FolderObject } from '../schemas/file.ts';

/** Spec library-api §2.3. */
export function presentFolder(folder: Folder): FolderObject {
  return {
    type: 'folder',
    folderId: folder.id,
    name: folder.name,
    folderPath: folder.path,
    customMetadata: {},
    createdAt: folder.createdAt.toISOString(),
    updatedAt: folder.updatedAt.toISOString(),
  };
}
