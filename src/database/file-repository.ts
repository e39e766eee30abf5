import type { Kysely } from 'kysely';
import type { FilePlace, FileRepository, NewFile } from '../domain/database.ts';
import { MediaError, notFound } from '../domain/errors.ts';
import type { FileId, FolderId, VersionKey } from '../domain/ids.ts';
import { splitPath } from '../domain/names.ts';
import type { Version, VersionDetails } from '../domain/version.ts';
import { makeSearchableFacts } from '../search/searchable-facts.ts';
import { copyFiles } from './copy-files.ts';
import { listBeside, listVersionKeys } from './folder-entries.ts';
import { listContents } from './list-contents.ts';
import {
  fromAiTags,
  fromDetails,
  fromSearchableFacts,
  fromTags,
  fromVersion,
  toMediaFile,
  toVersion,
} from './map-version.ts';
import { literalOne, literalZero, selectFiles, selectVersions } from './select-version.ts';
import { atomically, type Store } from './store.ts';
import { sumSizes } from './sum-sizes.ts';
import type { Tables } from './tables.ts';
import { mergeFiles, nextSupersededOrder, noteNumber, restoreVersion, supersede } from './version-history.ts';
import { insertCustomMetadata, replaceCustomMetadata } from './write-custom-metadata.ts';
import { insertKeywords, replaceFileTokens, replaceTagTokens } from './write-tokens.ts';

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

    async moveAll(ids, to) {
      await write.updateTable('files').set({ folder_id: to }).where('id', 'in', ids).execute();
    },

    listVersionKeys: (ids, which) => listVersionKeys(read, ids, which),

    copyAll: (copies, to, at) =>
      atomically(store, (db) => copyFiles({ ...store, write: db }, copies, { to, at })),

    addVersion: (version, superseded) =>
      atomically(store, async (db) => {
        await noteNumber(db, version.fileId, version.number);
        await supersede(db, version.fileId, superseded);
        await insertVersion(db, version);
      }),

    addOlderVersion: (version) =>
      atomically(store, async (db) => {
        await noteNumber(db, version.fileId, version.number);
        await insertVersion(db, version, await nextSupersededOrder(db, version.fileId));
      }),

    restoreVersion: (key, superseded) => atomically(store, (db) => restoreVersion(db, key, superseded)),

    merge: (merge) => atomically(store, (db) => mergeFiles(db, merge)),

    updateDetails: (key, details, change) =>
      atomically(store, async (db) => {
        await updateVersion(db, key, details, change);
        await replaceTags(db, key, details);
        await replaceCustomMetadata(db, key, details.customMetadata);
      }),

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
  await replaceFileTokens(db, file.id, file.name);
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
  const moved = await db.updateTable('files').set(to).where('id', '=', id).executeTakeFirst();
  if (moved.numUpdatedRows === 0n) throw notFound('The requested file does not exist.');
  await replaceFileTokens(db, id, place.name);
  await db
    .updateTable('versions')
    .set((eb) => ({ updated_at: at.getTime(), revision: eb('revision', '+', 1) }))
    .where('file_id', '=', id)
    .where('is_current', '=', literalOne)
    .execute();
}

async function getFolderId(db: Kysely<Tables>, path: string): Promise<FolderId> {
  const folder = await db.selectFrom('folders').select('id').where('path', '=', path).executeTakeFirst();
  if (folder === undefined) throw notFound(`No folder found with folderPath ${path}`);
  return folder.id;
}

async function insertVersion(
  db: Kysely<Tables>,
  version: Version,
  supersededOrder: number | null = null,
): Promise<void> {
  const file = await db
    .selectFrom('files')
    .select(['name', 'created_at'])
    .where('id', '=', version.fileId)
    .executeTakeFirstOrThrow();
  const searchable = makeSearchableFacts(version.facts, file.name);
  await db
    .insertInto('versions')
    .values({
      ...fromVersion(version),
      ...fromSearchableFacts(searchable),
      superseded_order: supersededOrder,
      file_created_at: file.created_at,
    })
    .execute();
  await insertKeywords(db, version.key, searchable.keywords);
  await insertTags(db, version.key, version.details);
  await insertCustomMetadata(db, version.key, version.details.customMetadata);
}

async function updateVersion(
  db: Kysely<Tables>,
  key: VersionKey,
  details: VersionDetails,
  { at, deliveryToken }: { readonly at: Date; readonly deliveryToken?: string },
): Promise<void> {
  const result = await db
    .updateTable('versions')
    .set((eb) => ({
      ...fromDetails(details),
      ...(deliveryToken !== undefined && { delivery_token: deliveryToken }),
      updated_at: at.getTime(),
      revision: eb('revision', '+', 1),
    }))
    .where('key', '=', key)
    .executeTakeFirst();
  if (result.numUpdatedRows === 0n) throw notFound('The requested file version does not exist.');
}

async function replaceTags(db: Kysely<Tables>, key: VersionKey, details: VersionDetails): Promise<void> {
  await db.deleteFrom('version_tags').where('version_key', '=', key).execute();
  await db.deleteFrom('version_ai_tags').where('version_key', '=', key).execute();
  await insertTags(db, key, details);
}

async function insertTags(db: Kysely<Tables>, key: VersionKey, details: VersionDetails): Promise<void> {
  const tags = fromTags(key, details.tags);
  const aiTags = fromAiTags(key, details.aiTags);
  if (tags.length > 0) await db.insertInto('version_tags').values(tags).execute();
  if (aiTags.length > 0) await db.insertInto('version_ai_tags').values(aiTags).execute();
  await replaceTagTokens(db, key, details);
}
