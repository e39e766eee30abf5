import { CompiledQuery } from 'kysely';
import type { FileRepository } from '../domain/database.ts';
import type { MediaFile } from '../domain/media-file.ts';
import { splitPath } from '../domain/names.ts';
import { copyFiles } from './copy-files.ts';
import { listBeside, listVersionKeys } from './folder-entries.ts';
import { listContents } from './list-contents.ts';
import { type FileRow, toMediaFile, toVersion } from './map-version.ts';
import { literalZero, selectVersions } from './select-version.ts';
import { atomically, type Store } from './store.ts';
import { sumSizes } from './sum-sizes.ts';
import { addOlderVersion, addVersion, mergeFiles, restoreVersion } from './version-history.ts';
import { insertFile, moveFile } from './write-file.ts';
import { updateDetails } from './write-version.ts';

export function createFileRepository(store: Store): FileRepository {
  const { read, write } = store;
  return {
    find: (id) => findFile(store, store.lookups.byId, [id]),

    findByPath: (path) => findFile(store, store.lookups.byPath, placeOf(path)),

    findForDelivery: (path, token) =>
      token === undefined
        ? findFile(store, store.lookups.byPath, placeOf(path))
        : findFile(store, store.lookups.byToken, [...placeOf(path), token]),

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

async function findFile(
  { read }: Pick<Store, 'read'>,
  sql: string,
  parameters: readonly string[],
): Promise<MediaFile | undefined> {
  const { rows } = await read.executeQuery<FileRow>(CompiledQuery.raw(sql, [...parameters]));
  return rows[0] && toMediaFile(rows[0]);
}

function placeOf(path: string): [folderPath: string, name: string] {
  const { folderPath, name } = splitPath(path);
  return [folderPath, name];
}
