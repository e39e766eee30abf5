import type { JobHandler } from '../../domain/job-queue.ts';
import { createCopyFolder } from './copy-folder.ts';
import type { FolderJobKind } from './folder-job.ts';
import { createMoveFolder, type MoveFolderParts } from './move-folder.ts';

/** What the queue does with each kind of folder job. */
export function createFolderJobHandlers(parts: MoveFolderParts): Record<FolderJobKind, JobHandler> {
  const moveFolder = createMoveFolder(parts);
  return {
    'copy-folder': createCopyFolder(parts),
    'move-folder': moveFolder,
    'rename-folder': moveFolder,
  };
}
