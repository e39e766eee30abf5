import type { Kysely } from 'kysely';
import type { FilePlace, FileRepository, NewFile } from '../domain/database.ts';
import { MediaError, notFound } from '../domain/errors.ts';
import type { FileId, FolderId } from '../domain/ids.ts';
import { splitPath } from '../domain/names.ts';
import { copyFiles } from './copy-files.ts';
import { listBeside, listVersionKeys } from './folder-entries.ts';
import { listContents } from './list-contents.ts';
import { type FileWithWords, makeFileWords } from './make-words.ts';
import { toMediaFile, toVersion } from './map-version.ts';
import { literalOne, literalZero, selectFiles, selectVersions } from './select-version.ts';
import { atomically, type Store } from './store.ts';
import { sumSizes } from './sum-sizes.ts';
import type { Tables } from './tables.ts';
import { mergeFiles, nextSupersededOrder, noteNumber, restoreVersion, supersede } from './version-history.ts';
import { writeCardsOf } from './write-cards.ts';
import { insertVersion, updateDetails } from './write-version.ts';

export function createFileRepository(store: Store): FileRepository {
  const { read, write } = store;
  return {
    async find(id) {
      const row = await selectFiles(store)
        .where('f.id', '=', id)
        .where('v.is_current', '=', literalOne)
        .executeTakeFirst();
      return row && toMediaFile(row);
    },

    async findByPath(path) {
      const row = await selectAtPath(store, path).where('v.is_current', '=', literalOne).executeTakeFirst();
      return row && toMediaFile(row);
    },

    async findForDelivery(path, token) {
      const file = selectAtPath(store, path);
      const version =
        token === undefined
          ? file.where('v.is_current', '=', literalOne)
          : file.where('v.delivery_token', '=', token);
      const row = await version.executeTakeFirst();
      return row && toMediaFile(row);
    },

    insert: (file) => atomically(store, (db) => insertFile(db, file)),

    move: (id, place, at) => atomically(store, (db) => moveFile(db, id, place, at)),

    listBeside: (folderId, page) => listBeside(read, folderId, page),

    moveAll: (ids, to) =>
      atomically(store, async (db) => {
        await db.updateTable('files').set({ folder_id: to }).where('id', 'in', ids).execute();
        await db.updateTable('cards').set({ folder_id: to }).where('file_id', 'in', ids).execute();
      }),

    listVersionKeys: (ids, which) => listVersionKeys(read, ids, which),

    copyAll: (copies, to, at) =>
      atomically(store, (db) => copyFiles({ ...store, write: db }, copies, { to, at })),

    addVersion: (version, superseded) =>
      atomically(store, async (db) => {
        await noteNumber(db, version.fileId, version.number);
        await supersede(db, version.fileId, superseded);
        await insertVersion(db, version);
        await writeCardsOf(db, version.fileId);
      }),

    addOlderVersion: (version) =>
      atomically(store, async (db) => {
        await noteNumber(db, version.fileId, version.number);
        await insertVersion(db, version, await nextSupersededOrder(db, version.fileId));
      }),

    restoreVersion: (key, superseded) => atomically(store, (db) => restoreVersion(db, key, superseded)),

    merge: (merge) => atomically(store, (db) => mergeFiles(db, merge)),

    updateDetails: (key, details, change) =>
      atomically(store, (db) => updateDetails(db, key, details, change)),

    async listVersions(id) {
      const rows = await selectVersions(store)
        .where('v.file_id', '=', id)
        .orderBy('v.is_current', 'desc')
        .orderBy('v.superseded_order', 'desc')
        .execute();
      return rows.map(toVersion);
    },

    async highestVersionNumber(id) {
      const row = await read
        .selectFrom('files')
        .select('highest_version_number as highest')
        .where('id', '=', id)
        .executeTakeFirst();
      return row?.highest ?? 0;
    },

    async countVersions(id) {
      const row = await read
        .selectFrom('versions')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('file_id', '=', id)
        .executeTakeFirstOrThrow();
      return Number(row.count);
    },

    async delete(id) {
      const result = await write.deleteFrom('files').where('id', '=', id).executeTakeFirst();
      return result.numDeletedRows > 0n;
    },

    async deleteVersion(key) {
      const result = await write
        .deleteFrom('versions')
        .where('key', '=', key)
        .where('is_current', '=', literalZero)
        .executeTakeFirst();
      return result.numDeletedRows > 0n;
    },

    async isBlobInUse(blobHash) {
      const row = await read
        .selectFrom('versions')
        .select('key')
        .where('blob_hash', '=', blobHash)
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },

    listContents: (pathPrefix) => listContents(read, pathPrefix),
    sumSizes: () => sumSizes(read),
  };
}

function selectAtPath(store: Store, path: string) {
  const { folderPath, name } = splitPath(path);
  return selectFiles(store).where('fo.path', '=', folderPath).where('f.name', '=', name);
}

async function insertFile(db: Kysely<Tables>, file: NewFile): Promise<void> {
  const result = await db
    .insertInto('files')
    .values({
      id: file.id,
      folder_id: await getFolderId(db, file.folderPath),
      name: file.name,
      created_at: file.createdAt.getTime(),
      highest_version_number: file.current.number,
    })
    .onConflict((conflict) => conflict.columns(['folder_id', 'name']).doNothing())
    .executeTakeFirst();
  if (result.numInsertedOrUpdatedRows === 0n) {
    throw pathTaken();
  }
  await insertWords(db, { id: file.id, name: file.name, created_at: file.createdAt.getTime() });
  await insertVersion(db, file.current);
}

function pathTaken(): MediaError {
  return new MediaError('conflict', 'A file with the same name already exists at the exact location.');
}

async function moveFile(db: Kysely<Tables>, id: FileId, place: FilePlace, at: Date): Promise<void> {
  const to = { folder_id: await getFolderId(db, place.folderPath), name: place.name };
  const rival = await db
    .selectFrom('files')
    .select('id')
    .where('folder_id', '=', to.folder_id)
    .where('name', '=', to.name)
    .executeTakeFirst();
  if (rival !== undefined && rival.id !== id) throw pathTaken();
  const moved = await db
    .updateTable('files')
    .set(to)
    .where('id', '=', id)
    .returning(['id', 'name', 'created_at'])
    .executeTakeFirst();
  if (moved === undefined) throw notFound('The requested file does not exist.');
  await db.deleteFrom('file_tokens').where('file_id', '=', id).execute();
  await insertWords(db, moved);
  await db
    .updateTable('versions')
    .set((eb) => ({ updated_at: at.getTime(), revision: eb('revision', '+', 1) }))
    .where('file_id', '=', id)
    .where('is_current', '=', literalOne)
    .execute();
  await writeCardsOf(db, id);
}

async function insertWords(db: Kysely<Tables>, file: FileWithWords): Promise<void> {
  const words = makeFileWords(file);
  if (words.length > 0) await db.insertInto('file_tokens').values(words).execute();
}

async function getFolderId(db: Kysely<Tables>, path: string): Promise<FolderId> {
  const folder = await db.selectFrom('folders').select('id').where('path', '=', path).executeTakeFirst();
  if (folder === undefined) throw notFound(`No folder found with folderPath ${path}`);
  return folder.id;
}
