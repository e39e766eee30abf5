import type { Clock } from '../../domain/clock.ts';
import type { Repositories } from '../../domain/database.ts';
import type { JobHandler, JobRun } from '../../domain/job-queue.ts';
import { isWithin, splitPath } from '../../domain/names.ts';
import { mergeInto } from '../move-file.ts';
import type { Purges } from '../purge-cache.ts';
import { type FolderJobResult, type FolderProgress, folderIdsOf, readFolderJob } from './folder-job.ts';
import { meetRivals, splitRivals } from './rivals.ts';
import { type Travel, takeStep } from './take-step.ts';

export interface MoveFolderParts {
  readonly clock: Clock;
  readonly purges: Pick<Purges, 'startBelow'>;
}

/**
 * A move and a rename (spec library-api §6.4, §6.5). A folder whose new path is free goes there as a whole, ids and all:
 * files know it by id, so that only rows of folders change. What is there already takes in what comes, file by file.
 */
export function createMoveFolder({ clock, purges }: MoveFolderParts): JobHandler {
  return async (run) => {
    const { journey } = readFolderJob(run.job);
    const { length: total } = folderIdsOf(run.job);
    let { progress } = readFolderJob(run.job);
    while (progress.folders < total) {
      progress = await run.step((repositories) => moveOn(repositories, run, clock.now()));
    }
    if (!progress.isWhole) await run.step((repositories) => removeEmpty(repositories, run));
    return journey.purgesOldPath ? purgeOld(journey.sourcePath, purges) : undefined;
  };
}

async function moveOn(repositories: Repositories, run: JobRun, now: Date): Promise<FolderProgress> {
  const { journey, progress } = readFolderJob(run.job);
  const { sourcePath, targetPath, items } = journey;
  const { folders } = repositories;
  const isFirst = progress.folders === 0 && progress.after === '';
  if (isFirst && (await moveWhole(folders, { from: sourcePath, to: targetPath, now }))) {
    return { ...progress, folders: folderIdsOf(run.job).length, files: items, isWhole: true };
  }
  return takeStep(repositories, run.job, travelAsMove(repositories, sourcePath, now));
}

interface WholeMove {
  readonly from: string;
  readonly to: string;
  readonly now: Date;
}

/** False when the new path is taken, or nothing is at the old one. */
async function moveWhole(folders: Repositories['folders'], { from, to, now }: WholeMove): Promise<boolean> {
  if ((await folders.findByPath(from)) === undefined) return false;
  if ((await folders.findByPath(to)) !== undefined) return false;
  await folders.ensure(splitPath(to).folderPath, now);
  await folders.move(from, to, now);
  return true;
}

function travelAsMove({ files, folders }: Repositories, sourcePath: string, now: Date): Travel {
  return {
    costOf: ({ rival, versions }) => (rival === undefined ? 1 : 10 * versions),
    leastCost: 1,
    async meet(folder, targetPath) {
      // What comes to lie in the source must not go there as a whole: the folders in it would have a second turn.
      if (isWithin(targetPath, sourcePath)) return folders.ensure(targetPath, now);
      const isGone = await moveWhole(folders, { from: folder.path, to: targetPath, now });
      return isGone ? undefined : folders.findByPath(targetPath);
    },
    async carry(entries, target) {
      const { free, rivals } = splitRivals(entries);
      await files.moveAll(
        free.map(({ id }) => id),
        target.id,
      );
      return meetRivals(files, rivals, (source, existing) => mergeInto(files, existing, source, now));
    },
  };
}

/** What could not go stays, with the folders it is in; so does what was uploaded there behind the job's back. */
async function removeEmpty({ folders }: Repositories, { job }: JobRun): Promise<FolderProgress> {
  const { journey, progress } = readFolderJob(job);
  await folders.deleteEmpty(journey.sourcePath);
  return progress;
}

/** A purge that was refused leaves the job without its id: that is how it is told (spec library-api §6.7). */
async function purgeOld(path: string, purges: MoveFolderParts['purges']): Promise<FolderJobResult> {
  const purgeRequestId = await purges.startBelow(path);
  return purgeRequestId === undefined ? {} : { purgeRequestId };
}
