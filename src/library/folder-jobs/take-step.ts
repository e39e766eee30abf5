import type { FolderEntry, Repositories } from '../../domain/database.ts';
import type { Folder } from '../../domain/folder.ts';
import type { Job } from '../../domain/job.ts';
import { isWithin } from '../../domain/names.ts';
import { type FolderJourney, type FolderProgress, readFolderJob } from './folder-job.ts';

/** Files and folders of one transaction: few enough that whoever else wants to write hardly waits. */
const itemsPerStep = 100;

/** A file that has failed so often, and by itself, is left out. */
const patience = 3;

/** How a folder of the source is met, and how some of its files go. */
export interface Travel {
  /** Where the files of this folder go to; undefined when all is done with it. */
  readonly meet: (folder: Folder, targetPath: string) => Promise<Folder | undefined>;
  /** Returns how many could not go. */
  readonly carry: (entries: readonly FolderEntry[], target: Folder) => Promise<number>;
}

/**
 * The next files and folders of a journey, a few at a time, so that no writer waits for long. After a failure one at a
 * time: what fails by itself must not hold up all others, and is left out in the end.
 */
export async function takeStep(
  repositories: Repositories,
  job: Job,
  travel: Travel,
): Promise<FolderProgress> {
  const { journey, progress } = readFolderJob(job);
  let reached = progress;
  let left = job.failures > 0 ? 1 : itemsPerStep;
  while (left > 0 && reached.folders < journey.folderIds.length) {
    const before = reached;
    reached =
      job.failures > patience
        ? await passOver(repositories, journey, before)
        : await goOn(repositories, { journey, travel, limit: left }, before);
    left -= 1 + reached.files - before.files;
  }
  return reached;
}

interface Going {
  readonly journey: FolderJourney;
  readonly travel: Travel;
  readonly limit: number;
}

async function goOn(
  { files, folders }: Repositories,
  { journey, travel, limit }: Going,
  progress: FolderProgress,
): Promise<FolderProgress> {
  const folder = await findFolder(folders, journey, progress);
  if (folder === undefined) return nextFolder(progress);
  const target = await travel.meet(folder, journey.targetPath + folder.path.slice(journey.sourcePath.length));
  if (target === undefined) return nextFolder(progress);
  const page = { rivalsIn: target.id, after: progress.after, limit };
  const entries = await files.listBeside(folder.id, page);
  const skipped = await travel.carry(entries, target);
  return after(progress, { entries, limit, skipped });
}

/** Undefined: deleted, or gone to the target already with the folder that it was in. */
async function findFolder(
  folders: Repositories['folders'],
  { sourcePath, folderIds }: FolderJourney,
  progress: FolderProgress,
): Promise<Folder | undefined> {
  const id = folderIds[progress.folders];
  const folder = id === undefined ? undefined : await folders.find(id);
  return folder !== undefined && isWithin(folder.path, sourcePath) ? folder : undefined;
}

async function passOver(
  { files, folders }: Repositories,
  journey: FolderJourney,
  progress: FolderProgress,
): Promise<FolderProgress> {
  const folder = await findFolder(folders, journey, progress);
  if (folder === undefined) return nextFolder(progress);
  const page = { rivalsIn: folder.id, after: progress.after, limit: 1 };
  const entries = await files.listBeside(folder.id, page);
  return after(progress, { entries, limit: 1, skipped: entries.length });
}

interface Page {
  readonly entries: readonly FolderEntry[];
  readonly limit: number;
  readonly skipped: number;
}

function after(progress: FolderProgress, { entries, limit, skipped }: Page): FolderProgress {
  const counted = {
    ...progress,
    files: progress.files + entries.length,
    skipped: progress.skipped + skipped,
  };
  const last = entries.at(-1);
  return last === undefined || entries.length < limit
    ? nextFolder(counted)
    : { ...counted, after: last.name };
}

function nextFolder(progress: FolderProgress): FolderProgress {
  return { ...progress, folders: progress.folders + 1, after: '' };
}
