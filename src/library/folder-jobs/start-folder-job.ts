import type { Clock } from '../../domain/clock.ts';
import type { Database, FolderRepository, Repositories } from '../../domain/database.ts';
import { MediaError } from '../../domain/errors.ts';
import { type JobId, makeId } from '../../domain/ids.ts';
import type { JobQueue } from '../../domain/job-queue.ts';
import { checkFolderDepth, checkPathBytes, depthOf, isWithin } from '../../domain/names.ts';
import { tooManyItems } from '../delete-folder.ts';
import type { FolderJourney } from './folder-job.ts';
import { createGetFolderJobStatus, type GetFolderJobStatus } from './get-folder-job-status.ts';
import {
  type FolderRename,
  type FolderRequest,
  type FolderTransfer,
  isIntoItself,
  readCopy,
  readMove,
  readRename,
} from './read-folder-request.ts';

export interface FolderJobs {
  copy(request: FolderTransfer & { readonly includeVersions: boolean }): Promise<JobId>;
  move(request: FolderTransfer): Promise<JobId>;
  rename(request: FolderRename & { readonly purgeCache: boolean }): Promise<JobId>;
  getStatus: GetFolderJobStatus;
}

export interface FolderJobsParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly queue: Pick<JobQueue, 'wake'>;
  /** Most files, older versions and folders below what is copied or moved. */
  readonly maxFolderItems: number;
}

/** Checks and locks at once; the work itself is done by the queue (spec library-api §6.3–§6.6). */
export function createFolderJobs(parts: FolderJobsParts): FolderJobs {
  return {
    copy: async ({ includeVersions, ...transfer }) =>
      startFolderJob(parts, readCopy(transfer), { includeVersions, purgesOldPath: false }),
    move: async (transfer) =>
      startFolderJob(parts, readMove(transfer), { includeVersions: true, purgesOldPath: false }),
    rename: async ({ purgeCache, ...rename }) =>
      startFolderJob(parts, readRename(rename), { includeVersions: true, purgesOldPath: purgeCache }),
    getStatus: createGetFolderJobStatus(parts.database),
  };
}

/** After so many tries in a row that come to nothing it ends with what it has done. */
const maxAttempts = 20;

async function startFolderJob(
  { database, clock, queue, maxFolderItems }: FolderJobsParts,
  request: FolderRequest,
  details: Pick<FolderJourney, 'includeVersions' | 'purgesOldPath'>,
): Promise<JobId> {
  const now = clock.now();
  const id = makeId<'job'>(now);
  const { kind, sourcePath, targetPath, destinationPath } = request;
  // Writers take turns: what is found unlocked here is locked when the next one looks.
  await database.transaction(async ({ folders, jobs }) => {
    await refuseLocked(jobs, request);
    const { items, folderIds } = await survey(folders, request, maxFolderItems);
    const payload: FolderJourney = { sourcePath, targetPath, items, ...details };
    await jobs.add({
      id,
      kind,
      payload,
      agenda: folderIds,
      createdAt: now,
      maxAttempts,
      lockedPaths: [sourcePath, destinationPath],
    });
  });
  queue.wake();
  return id;
}

async function refuseLocked(
  jobs: Repositories['jobs'],
  { kind, sourcePath, destinationPath }: FolderRequest,
): Promise<void> {
  const locked = await jobs.listLockedPaths();
  const isLocked = (path: string) => locked.some((other) => isWithin(path, other) || isWithin(other, path));
  if (isLocked(sourcePath) || (kind === 'rename-folder' && isLocked(destinationPath))) {
    throw new MediaError('locked', 'A bulk job is running on given folder path, please try after sometime.');
  }
  if (isLocked(destinationPath)) {
    throw new MediaError('locked', 'Destination folder path is already locked. Please try after sometime.');
  }
}

/** What there is to do, if it may be done. */
async function survey(folders: FolderRepository, request: FolderRequest, maxFolderItems: number) {
  const { kind, sourcePath, targetPath } = request;
  if ((await folders.findByPath(sourcePath)) === undefined) throw request.sourceMissing();
  // The rows of folders alone change when one is renamed: its files are neither counted nor limited.
  const isRename = kind === 'rename-folder';
  const counted = isRename ? 0 : await folders.countNested(sourcePath);
  if (counted > maxFolderItems) throw tooManyItems(maxFolderItems);
  await checkReach(folders, request);
  if (request.targetTaken !== undefined && (await folders.findByPath(targetPath)) !== undefined) {
    throw request.targetTaken();
  }
  const parentsFirst = await folders.listNested(sourcePath);
  // Whatever comes to lie in a folder of the source must come there after that one's turn: it would go twice.
  const items = isRename ? parentsFirst.length - 1 : counted;
  return { items, folderIds: isIntoItself(request) ? parentsFirst.toReversed() : parentsFirst };
}

async function checkReach(folders: FolderRepository, request: FolderRequest): Promise<void> {
  const { sourcePath, targetPath, parameter } = request;
  const reach = await folders.measure(sourcePath);
  checkFolderDepth(reach.depth + depthOf(targetPath) - depthOf(sourcePath));
  checkPathBytes(reach.pathBytes + Buffer.byteLength(targetPath) - Buffer.byteLength(sourcePath), parameter);
}
