import { setImmediate } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { FolderId } from '../domain/ids.ts';
import type { Tables } from './tables.ts';

/** SQLite works on this very thread: a whole library in one statement would keep every delivery waiting. */
const filesAtOnce = 100;
const foldersAtOnce = 500;

/** How many files, older versions and folders are below the folder at `path`. */
export async function countNested(db: Kysely<Tables>, path: string): Promise<number> {
  const row = await withNested(db, path)
    .selectNoFrom((eb) => [
      eb
        .selectFrom('nested')
        .select((count) => count.fn.countAll<number>().as('count'))
        .as('folders'),
      eb
        .selectFrom('versions as v')
        .innerJoin('files as f', 'f.id', 'v.file_id')
        .innerJoin('nested', 'nested.id', 'f.folder_id')
        .select((count) => count.fn.countAll<number>().as('count'))
        .as('versions'),
    ])
    .executeTakeFirstOrThrow();
  const [folders, versions] = [Number(row.folders), Number(row.versions)];
  return Math.max(0, folders - 1) + versions;
}

/** The deepest folders first, their files before them: each statement short, all of them one transaction. */
export async function deleteNested(db: Kysely<Tables>, path: string): Promise<boolean> {
  const ids = await listNested(db, path);
  for (let start = 0; start < ids.length; start += foldersAtOnce) {
    const some = ids.slice(start, start + foldersAtOnce);
    while (await deleteSomeFiles(db, some)) await setImmediate();
    await db.deleteFrom('folders').where('id', 'in', some).execute();
    await setImmediate();
  }
  return ids.length > 0;
}

/** Children before their parents: a path is longer than that of the folder it is in. */
async function listNested(db: Kysely<Tables>, path: string): Promise<FolderId[]> {
  const folders = await withNested(db, path)
    .selectFrom('folders as fo')
    .innerJoin('nested', 'nested.id', 'fo.id')
    .select(['fo.id', 'fo.path'])
    .execute();
  return folders.toSorted((one, other) => other.path.length - one.path.length).map(({ id }) => id);
}

async function deleteSomeFiles(db: Kysely<Tables>, folderIds: readonly FolderId[]): Promise<boolean> {
  const result = await db
    .deleteFrom('files')
    .where('id', 'in', (eb) =>
      eb.selectFrom('files as f').select('f.id').where('f.folder_id', 'in', folderIds).limit(filesAtOnce),
    )
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

/** `nested`: ids of the folder at `path` and of all below it. */
function withNested(db: Kysely<Tables>, path: string) {
  return db.withRecursive('nested', (recursive) =>
    recursive
      .selectFrom('folders')
      .select('folders.id')
      .where('folders.path', '=', path)
      .unionAll(
        recursive
          .selectFrom('folders')
          .innerJoin('nested', 'nested.id', 'folders.parent_id')
          .select('folders.id'),
      ),
  );
}
