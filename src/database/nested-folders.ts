import { setImmediate } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** A whole library in one statement would keep everybody waiting: SQLite works on this very thread. */
const filesAtOnce = 500;

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

/** Files first, then folders, each statement short; together they are one transaction. */
export async function deleteNested(db: Kysely<Tables>, path: string): Promise<boolean> {
  while (await deleteSomeFiles(db, path)) await setImmediate();
  const result = await withNested(db, path)
    .deleteFrom('folders')
    .where('id', 'in', (eb) => eb.selectFrom('nested').select('nested.id'))
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

async function deleteSomeFiles(db: Kysely<Tables>, path: string): Promise<boolean> {
  const result = await withNested(db, path)
    .deleteFrom('files')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('files as f')
        .innerJoin('nested', 'nested.id', 'f.folder_id')
        .select('f.id')
        .limit(filesAtOnce),
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
