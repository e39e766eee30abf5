import type { FolderId } from './ids.ts';

export interface Folder {
  readonly id: FolderId;
  readonly name: string;
  /** Full path of the folder itself, its name included; `/` for the root. */
  readonly path: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** The root exists from the first migration on and is never listed. */
export const rootFolderId = '000000000000000000000000' as FolderId;
