import type { FolderEntry, Repositories } from '../../domain/database.ts';
import type { Folder } from '../../domain/folder.ts';
import type { FolderId } from '../../domain/ids.ts';
import type { ClaimedJob } from '../../domain/job.ts';
import { isWithin } from '../../domain/names.ts';
import { type FolderJourney, type FolderProgress, folderIdsOf, readFolderJob } from './folder-job.ts';

/** What one transaction may cost: other writers wait for it, and on SQLite deliveries wait for parts of it. */
const costPerStep = 500;
const costOfFolder = 5;

/** A file that has failed so often, and by itself, is left out. */
const patience = 3;

/** How a folder of the source is met, and how some of its files go. */
export interface Travel {
  /** Where the files of this folder go to; undefined when all is done with it. */
  readonly meet: (folder: Folder, targetPath: string) => Promise<Folder | undefined>;
  /** Returns how many could not go. */
  readonly carry: (entries: readonly FolderEntry[], target: Folder) => Promise<number>;
  readonly costOf: (entry: FolderEntry) => number;
  /** Of the cheapest file that there can be. */
  readonly leastCost: number;
}

/**
 * The next files and folders of a journey. After a failure those that were on their way go one at a time: what fails by
 * itself must not hold up all others, and is left out in the end.
 */
export async function takeStep(
  repositories: Repositories,
  job: ClaimedJob,
  travel: Travel,
): Promise<FolderProgress> {
  const { journey, progress } = readFolderJob(job);
  const folderIds = folderIdsOf(job);
  if (progress.folders >= folderIds.length) return progress;
  const route = { journey, folderIds };
  if (job.failures > patience) return passOver(repositories, route, progress);
  const careful = job.failures > 0 ? costPerStep : progress.careful;
  let leg: Leg = { reached: { ...progress, careful: Math.max(0, careful - 1) }, cost: 0 };
  let left = careful > 0 ? 1 : costPerStep;
  while (left > 0 && leg.reached.folders < folderIds.length) {
    leg = await goOn(repositories, { ...route, travel, left }, leg.reached);
    left -= leg.cost;
  }
  return leg.reached;
}

interface Route {
  readonly journey: FolderJourney;
  readonly folderIds: readonly FolderId[];
}

interface Going extends Route {
  readonly travel: Travel;
  readonly left: number;
}

/** A part of a step, within one folder. */
interface Leg {
  readonly reached: FolderProgress;
  readonly cost: number;
}

async function goOn(
  { files, folders }: Repositories,
  { journey, folderIds, travel, left }: Going,
  progress: FolderProgress,
): Promise<Leg> {
  const folder = await findFolder(folders, { journey, folderIds }, progress);
  const targetPath = folder && journey.targetPath + folder.path.slice(journey.sourcePath.length);
  const target = folder && targetPath && (await travel.meet(folder, targetPath));
  if (!target) return { reached: nextFolder(progress), cost: costOfFolder };
  const limit = Math.ceil(left / travel.leastCost);
  const listed = await files.listBeside(folder.id, { rivalsIn: target.id, after: progress.after, limit });
  const { entries, cost } = affordable(listed, left, travel);
  const skipped = await travel.carry(entries, target);
  const isLast = entries.length === listed.length && listed.length < limit;
  return { reached: after(progress, { entries, skipped, isLast }), cost: cost + costOfFolder };
}

/** As many as there is something left for, and one at least. */
function affordable(listed: readonly FolderEntry[], left: number, { costOf }: Travel) {
  const entries: FolderEntry[] = [];
  let cost = 0;
  for (const entry of listed) {
    if (cost >= left) break;
    entries.push(entry);
    cost += costOf(entry);
  }
  return { entries, cost };
}

/** Undefined: deleted, or gone to the target already with the folder that it was in. */
async function findFolder(
  folders: Repositories['folders'],
  { journey: { sourcePath }, folderIds }: Route,
  progress: FolderProgress,
): Promise<Folder | undefined> {
  const id = folderIds[progress.folders];
  const folder = id === undefined ? undefined : await folders.find(id);
  return folder !== undefined && isWithin(folder.path, sourcePath) ? folder : undefined;
}

async function passOver(
  { files, folders }: Repositories,
  route: Route,
  progress: FolderProgress,
): Promise<FolderProgress> {
  const folder = await findFolder(folders, route, progress);
  if (folder === undefined) return nextFolder(progress);
  const page = { rivalsIn: folder.id, after: progress.after, limit: 1 };
  const entries = await files.listBeside(folder.id, page);
  return after(progress, { entries, skipped: entries.length, isLast: entries.length === 0 });
}

interface Passed {
  readonly entries: readonly FolderEntry[];
  readonly skipped: number;
  readonly isLast: boolean;
}

function after(progress: FolderProgress, { entries, skipped, isLast }: Passed): FolderProgress {
  const counted = {
    ...progress,
    files: progress.files + entries.length,
    skipped: progress.skipped + skipped,
  };
  return isLast ? nextFolder(counted) : { ...counted, after: entries.at(-1)?.name ?? progress.after };
}

function nextFolder(progress: FolderProgress): FolderProgress {
  return { ...progress, folders: progress.folders + 1, after: '' };
}
