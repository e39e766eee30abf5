import type { Clock } from '../../domain/clock.ts';
import type {
  FileCopy,
  FileRepository,
  FolderEntry,
  Repositories,
  VersionPlace,
} from '../../domain/database.ts';
import type { Folder } from '../../domain/folder.ts';
import { type FileId, makeDeliveryToken, makeId, type VersionId } from '../../domain/ids.ts';
import type { JobHandler } from '../../domain/job-queue.ts';
import { copyTo } from '../copy-file.ts';
import { folderIdsOf, readFolderJob } from './folder-job.ts';
import { meetRivals, splitRivals } from './rivals.ts';
import { type Travel, takeStep } from './take-step.ts';

/** Rows alone: the copies are made of the same bytes (spec library-api §6.3). */
export function createCopyFolder({ clock }: { readonly clock: Clock }): JobHandler {
  return async (run) => {
    const { journey } = readFolderJob(run.job);
    const step = (repositories: Repositories) =>
      takeStep(repositories, run.job, travelAsCopy(repositories, journey.includeVersions, clock.now()));
    let { folders } = readFolderJob(run.job).progress;
    const { length: total } = folderIdsOf(run.job);
    while (folders < total) ({ folders } = await run.step(step));
  };
}

function travelAsCopy({ files, folders }: Repositories, includeOlder: boolean, now: Date): Travel {
  return {
    costOf: ({ rival, versions }) => (rival === undefined ? 5 : 10) * (includeOlder ? versions : 1),
    leastCost: 5,
    meet: (_folder, targetPath) => folders.ensure(targetPath, now),
    async carry(entries, target) {
      const { free, rivals } = splitRivals(entries);
      await copyFree(files, free, { target, includeOlder, now });
      return meetRivals(files, rivals, (source, existing) => {
        const place = { folderPath: target.path, name: source.name };
        return copyTo(files, { source, existing, place }, { includeOlder, now });
      });
    },
  };
}

interface CopyOptions {
  readonly target: Folder;
  readonly includeOlder: boolean;
  readonly now: Date;
}

async function copyFree(
  files: FileRepository,
  entries: readonly FolderEntry[],
  { target, includeOlder, now }: CopyOptions,
): Promise<void> {
  const ids = entries.map(({ id }) => id);
  const places = Map.groupBy(await files.listVersionKeys(ids, { includeOlder }), ({ fileId }) => fileId);
  const copies = ids.map((from) => makeCopy(from, places.get(from) ?? [], now));
  await files.copyAll(copies, target.id, now);
}

function makeCopy(from: FileId, places: readonly VersionPlace[], now: Date): FileCopy {
  const id = makeId<'file'>(now);
  const versions = places.map(({ key, isCurrent }, index) => ({
    from: key,
    key: makeId<'version-key'>(now),
    // The current version goes by the file's own id (spec library-api §2.2).
    id: isCurrent ? (id as string as VersionId) : makeId<'version'>(now),
    number: index + 1,
    deliveryToken: makeDeliveryToken(),
  }));
  return { from, id, versions };
}
