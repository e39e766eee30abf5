import type { Folder } from '../domain/folder.ts';
import type { FolderTable } from './tables.ts';

export const folderColumns = ['id', 'name', 'path', 'created_at', 'updated_at'] as const;

export function toFolder(row: Pick<FolderTable, (typeof folderColumns)[number]>): Folder {
  return {
    id: row.id,
    name: row.name,
    path: row.path,
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
  };
}
