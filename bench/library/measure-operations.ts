import type { NewFile } from '../../src/domain/database.ts';
import { type FileId, makeId, type VersionId } from '../../src/domain/ids.ts';
import { joinPath } from '../../src/domain/names.ts';
import { createCopyFile } from '../../src/library/copy-file.ts';
import { createDeleteFile } from '../../src/library/delete-file.ts';
import { createGetFile } from '../../src/library/get-file.ts';
import { createMoveFile } from '../../src/library/move-file.ts';
import { createUpdateDetails } from '../../src/library/update-details.ts';
import { makeLibrary, tags } from './make-library.ts';
import { type Measured, repeat, summarize } from './measure.ts';
import type { OpenLibrary } from './open-libraries.ts';

const times = 600;

/**
 * Of them do not count, as the first of each search does not: pages of indexes that are written to all day are in memory, where they
 * are only after some hundred writes to a library that was opened a moment ago.
 */
const warmUp = 400;

/** What is done to one file at a time, to files that come for it and go again. */
export async function measureOperations(library: OpenLibrary): Promise<Map<string, Measured>> {
  const { database } = library;
  const clock = { now: () => new Date() };
  const details = createGetFile({ files: database.files });
  const update = createUpdateDetails({ database, clock, purges: { startBelow: async () => undefined } });
  const move = createMoveFile({ database, clock });
  const copy = createCopyFile({ database, clock });
  const remove = createDeleteFile({ database });
  const files = makeNewFiles();
  const fileAt = (time: number) => files[time] as NewFile;
  const pathIn = (folder: string, time: number) => joinPath(folder, fileAt(time).name);
  const idAt = async (path: string) => (await database.files.findByPath(path))?.id ?? '';
  await database.folders.ensure('/bench', clock.now());

  const measured = new Map<string, Measured>();
  const measure = async (what: string, run: (time: number) => Promise<unknown>) => {
    const taken = await repeat(library, times, run);
    measured.set(what, summarize(taken.slice(warmUp)));
  };
  await measure('the row of an upload', (time) => database.files.insert(fileAt(time)));
  await measure('details', (time) => details(fileAt(time).id));
  await measure('update', (time) =>
    update(fileAt(time).id, {
      tags: tags.slice(time, time + 5),
      customMetadata: { brand: 'new', price: time },
    }),
  );
  await measure('move', (time) =>
    move({ sourceFilePath: pathIn('/bench', time), destinationPath: '/bench-moved' }),
  );
  await measure('copy', (time) =>
    copy({
      sourceFilePath: pathIn('/bench-moved', time),
      destinationPath: '/bench',
      includeFileVersions: true,
    }),
  );
  await measure('delete', (time) => remove(fileAt(time).id));
  for (let time = 0; time < times; time += 1) await remove(await idAt(pathIn('/bench', time)));
  return measured;
}

/** Files like those of the library, with ids of their own. */
function makeNewFiles(): NewFile[] {
  return [...makeLibrary(times).files].map(({ file }) => {
    const now = new Date();
    const id: FileId = makeId<'file'>(now);
    const current = {
      ...file.current,
      id: id as string as VersionId,
      fileId: id,
      key: makeId<'version-key'>(now),
    };
    return { ...file, id, folderPath: '/bench', current };
  });
}
