import type { Clock } from '../../domain/clock.ts';
import type { JobHandler } from '../../domain/job-queue.ts';
import { createCopyFolder } from './copy-folder.ts';
import type { FolderJobKind, FolderPurge } from './folder-job.ts';
import { createMoveFolder } from './move-folder.ts';

export interface FolderJobHandlerParts {
  readonly clock: Clock;
  /** Absent: nothing is purged. */
  readonly purge?: Pick<FolderPurge, 'start'>;
}

/** What the queue does with each kind of folder job. */
export function createFolderJobHandlers(parts: FolderJobHandlerParts): Record<FolderJobKind, JobHandler> {
  const moveFolder = createMoveFolder(parts);
  return {
    'copy-folder': createCopyFolder(parts),
    'move-folder': moveFolder,
    'rename-folder': moveFolder,
  };
}
