import type { FileRepository } from '../domain/database.ts';
import { splitPath } from '../domain/names.ts';
import { copyFiles } from './copy-files.ts';
import { listBeside, listVersionKeys } from './folder-entries.ts';
import { listContents } from './list-contents.ts';
import { toMediaFile, toVersion } from './map-version.ts';
import { literalOne, literalZero, selectFiles, selectVersions } from './select-version.ts';
import { atomically, type Store } from './store.ts';
import { sumSizes } from './sum-sizes.ts';
import { addOlderVersion, addVersion, mergeFiles, restoreVersion } from './version-history.ts';
import { insertFile, moveFile } from './write-file.ts';
import { updateDetails } from './write-version.ts';

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

    addVersion: (version, superseded) => atomically(store, (db) => addVersion(db, version, superseded)),

    addOlderVersion: (version) => atomically(store, (db) => addOlderVersion(db, version)),

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
