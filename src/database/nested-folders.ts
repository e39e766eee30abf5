import { setImmediate } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import type { FolderReach } from '../domain/database.ts';
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
  const ids = (await listNested(db, path)).toReversed();
  for (const some of inChunks(ids)) {
    while (await deleteSomeFiles(db, some)) await setImmediate();
    await db.deleteFrom('folders').where('id', 'in', some).execute();
    await setImmediate();
  }
  return ids.length > 0;
}

/** A folder goes when nothing is left that names it; level by level, for what is empty may lie in what is not yet. */
export async function deleteEmptyNested(db: Kysely<Tables>, path: string): Promise<void> {
  const ids = (await listNested(db, path)).toReversed();
  for (const some of inChunks(ids)) {
    while (await deleteSomeEmpty(db, some));
    await setImmediate();
  }
}

async function deleteSomeEmpty(db: Kysely<Tables>, ids: readonly FolderId[]): Promise<boolean> {
  const result = await db
    .deleteFrom('folders')
    .where('id', 'in', ids)
    .where((eb) =>
      eb.not(
        eb.exists(eb.selectFrom('files').select('files.id').whereRef('files.folder_id', '=', 'folders.id')),
      ),
    )
    .where((eb) =>
      eb.not(
        eb.exists(eb.selectFrom('folders as c').select('c.id').whereRef('c.parent_id', '=', 'folders.id')),
      ),
    )
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

/** Ids of so many folders as one statement should name. */
export function inChunks(ids: readonly FolderId[]): FolderId[][] {
  return Array.from({ length: Math.ceil(ids.length / foldersAtOnce) }, (_, index) =>
    ids.slice(index * foldersAtOnce, (index + 1) * foldersAtOnce),
  );
}

/** Parents before their children: a path is shorter than that of the folders in it. */
export async function listNested(db: Kysely<Tables>, path: string): Promise<FolderId[]> {
  const folders = await withNested(db, path)
    .selectFrom('folders as fo')
    .innerJoin('nested', 'nested.id', 'fo.id')
    .select(['fo.id', 'fo.path'])
    .execute();
  return folders.toSorted((one, other) => levelOf(one) - levelOf(other)).map(({ id }) => id);
}

function levelOf({ path }: { readonly path: string }): number {
  return path.split('/').length;
}

export async function measureNested(db: Kysely<Tables>, path: string): Promise<FolderReach> {
  let [depth, pathBytes] = [0, 0];
  for (const some of inChunks(await listNested(db, path))) {
    const folders = db.selectFrom('folders as fo').where('fo.id', 'in', some);
    const reach = await folders
      .select([
        sql<number | null>`max(length(fo.path) - length(replace(fo.path, '/', '')))`.as('depth'),
        sql<number | null>`max(octet_length(fo.path))`.as('bytes'),
      ])
      .executeTakeFirstOrThrow();
    const files = await folders
      .innerJoin('files as f', 'f.folder_id', 'fo.id')
      .select(sql<number | null>`max(octet_length(fo.path) + 1 + octet_length(f.name))`.as('bytes'))
      .executeTakeFirstOrThrow();
    depth = Math.max(depth, reach.depth ?? 0);
    pathBytes = Math.max(pathBytes, reach.bytes ?? 0, files.bytes ?? 0);
    await setImmediate();
  }
  return { depth, pathBytes };
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
