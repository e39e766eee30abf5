import type { FileId, FolderId } from './ids.ts';
import { joinPath } from './names.ts';
import type { Version } from './version.ts';

/** A place in the library and the version that stands there now. */
export interface MediaFile {
  readonly id: FileId;
  readonly folderId: FolderId;
  readonly folderPath: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly current: Version;
}

export function pathOf(file: Pick<MediaFile, 'folderPath' | 'name'>): string {
  return joinPath(file.folderPath, file.name);
}
