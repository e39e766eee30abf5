import type { Kysely } from 'kysely';
import type { FolderRepository } from '../domain/database.ts';
import type { Folder } from '../domain/folder.ts';
import { makeId } from '../domain/ids.ts';
import { ancestorsOf, splitPath } from '../domain/names.ts';
import { insertFolderWords } from './insert-folder-words.ts';
import { folderColumns, toFolder } from './map-folder.ts';
import { moveNested } from './move-nested.ts';
import { countNested, deleteEmptyNested, deleteNested, listNested, measureNested } from './nested-folders.ts';
import { atomically, type Store } from './store.ts';
import type { Tables } from './tables.ts';

export function createFolderRepository(store: Store): FolderRepository {
  return {
    async find(id) {
      const row = await store.read
        .selectFrom('folders')
        .select(folderColumns)
        .where('id', '=', id)
        .executeTakeFirst();
      return row && toFolder(row);
    },

    findByPath: (path) => findFolder(store.read, path),

    async ensure(path, now) {
      return (await findFolder(store.read, path)) ?? atomically(store, (db) => makeFolders(db, path, now));
    },

    countNested: (path) => countNested(store.search, path),

    listNested: (path) => listNested(store.read, path),

    measure: (path) => measureNested(store.read, path),

    move: (path, to, at) => atomically(store, (db) => moveNested(db, { path, to, at })),

    delete: (path) => atomically(store, (db) => deleteNested(db, path)),

    deleteEmpty: (path) => atomically(store, (db) => deleteEmptyNested(db, path)),
  };
}

async function findFolder(db: Kysely<Tables>, path: string): Promise<Folder | undefined> {
  const row = await db
    .selectFrom('folders')
    .select(folderColumns)
    .where('path', '=', path)
    .executeTakeFirst();
  return row && toFolder(row);
}

async function makeFolders(db: Kysely<Tables>, path: string, now: Date): Promise<Folder> {
  let folder = await getFolder(db, '/');
  for (const folderPath of ancestorsOf(path)) {
    await insertIfMissing(db, folder, folderPath, now);
    folder = await getFolder(db, folderPath);
  }
  return folder;
}

/** The unique path decides between callers at once: whoever comes second finds the folder of the first. */
async function insertIfMissing(db: Kysely<Tables>, parent: Folder, path: string, now: Date): Promise<void> {
  const time = now.getTime();
  const folder = {
    id: makeId<'folder'>(now),
    parent_id: parent.id,
    name: splitPath(path).name,
    path,
    created_at: time,
    updated_at: time,
  };
  const result = await db
    .insertInto('folders')
    .values(folder)
    .onConflict((conflict) => conflict.column('path').doNothing())
    .executeTakeFirst();
  if (result.numInsertedOrUpdatedRows === 0n) return;
  await insertFolderWords(db, folder.id, folder.name);
}

async function getFolder(db: Kysely<Tables>, path: string): Promise<Folder> {
  const row = await db
    .selectFrom('folders')
    .select(folderColumns)
    .where('path', '=', path)
    .executeTakeFirstOrThrow();
  return toFolder(row);
}
