import { type Kysely, sql } from 'kysely';
import type { FileMerge, Superseded } from '../domain/database.ts';
import { notFound } from '../domain/errors.ts';
import type { FileId, VersionId, VersionKey } from '../domain/ids.ts';
import type { Version } from '../domain/version.ts';
import type { FileWithWords } from './make-words.ts';
import { runTogether, type Statement } from './run-together.ts';
import { literalOne, literalZero } from './select-version.ts';
import type { Tables } from './tables.ts';
import { changeCards, makeCards } from './write-cards.ts';
import { insertVersion, selectLiveFields } from './write-version.ts';

/** Which version of a file is current, and in which order the others were superseded. */
type Db = Kysely<Tables>;

export async function addVersion(db: Db, version: Version, superseded: Superseded): Promise<void> {
  const { fileId } = version;
  const [files, last, fields] = await runTogether(db, arrival(db, version));
  const file = getTouched(files.rows);
  const order = nextOrder(last.rows);
  await runTogether(db, [
    supersede(db, fileId, superseded, order),
    changeCards(
      ['version_id', 'is_current', 'created_at'],
      sql`v.file_id = ${fileId} and v.superseded_order = ${order}`,
    ),
    ...insertVersion(db, version, { file, fields: fields.rows, supersededOrder: null }),
  ]);
}

export async function addOlderVersion(db: Db, version: Version): Promise<void> {
  const [files, last, fields] = await runTogether(db, arrival(db, version));
  const place = { file: getTouched(files.rows), fields: fields.rows, supersededOrder: nextOrder(last.rows) };
  await runTogether(db, insertVersion(db, version, place));
}

/** What is to be known before a version comes to a file. */
function arrival(db: Db, { fileId, number }: Version) {
  return [noteNumber(db, fileId, number), selectLastOrder(db, fileId), selectLiveFields(db)] as const;
}

/** Says whether the file is there, and what words need to know of it. */
function noteNumber(db: Db, fileId: FileId, number: number): Statement<FileWithWords> {
  return db
    .updateTable('files')
    .set((eb) => ({
      highest_version_number: eb
        .case()
        .when('highest_version_number', '<', number)
        .then(number)
        .else(eb.ref('highest_version_number'))
        .end(),
    }))
    .where('id', '=', fileId)
    .returning(['id', 'name', 'created_at']);
}

function getTouched([file]: readonly FileWithWords[]): FileWithWords {
  if (file === undefined) throw notFound('The requested file does not exist.');
  return file;
}

function selectLastOrder(db: Db, fileId: FileId): Statement<{ readonly last: number | null }> {
  return db
    .selectFrom('versions')
    .select((eb) => eb.fn.max('superseded_order').as('last'))
    .where('file_id', '=', fileId);
}

function nextOrder([row]: readonly { readonly last: number | null }[]): number {
  return (row?.last ?? 0) + 1;
}

/** The current version becomes the latest of the older ones; nothing is current until the caller says what. */
function supersede(db: Db, fileId: FileId, { id, at }: Superseded, order: number): Statement {
  return db
    .updateTable('versions')
    .set((eb) => ({
      id,
      is_current: 0,
      superseded_order: order,
      created_at: at.getTime(),
      revision: eb('revision', '+', 1),
    }))
    .where('file_id', '=', fileId)
    .where('is_current', '=', literalOne);
}

export async function restoreVersion(db: Db, key: VersionKey, superseded: Superseded): Promise<void> {
  const version = await db
    .selectFrom('versions')
    .select('file_id')
    .where('key', '=', key)
    .where('is_current', '=', literalZero)
    .executeTakeFirst();
  if (version === undefined) throw notFound('The requested file version does not exist.');
  const { file_id } = version;
  const [last] = await runTogether(db, [selectLastOrder(db, file_id)]);
  const order = nextOrder(last.rows);
  await runTogether(db, [
    supersede(db, file_id, superseded, order),
    makeCurrent(db, key, superseded.at),
    makeCards(sql`v.file_id = ${file_id} and (v.is_current = 1 or v.superseded_order = ${order})`),
  ]);
}

function makeCurrent(db: Db, key: VersionKey, at: Date): Statement {
  return db
    .updateTable('versions')
    .set((eb) => ({
      is_current: 1,
      superseded_order: null,
      updated_at: at.getTime(),
      revision: eb('revision', '+', 1),
    }))
    .where('key', '=', key);
}

export async function mergeFiles(db: Db, { from, into, numbers, superseded }: FileMerge): Promise<void> {
  const [files, last] = await runTogether(db, [
    noteNumber(db, into, Math.max(...numbers.values())),
    selectLastOrder(db, into),
  ]);
  const { created_at } = getTouched(files.rows);
  const order = nextOrder(last.rows);
  // One more for the version that is superseded here.
  const offset = order + 1;
  await runTogether(db, [supersede(db, into, superseded, order)]);
  for (const [key, number] of numbers) {
    await db
      .updateTable('versions')
      .set((eb) => ({
        file_id: into,
        file_created_at: created_at,
        number,
        // The current one has none, and none plus the offset is none.
        superseded_order: eb('superseded_order', '+', offset),
        revision: eb('revision', '+', 1),
      }))
      .where('key', '=', key)
      .where('file_id', '=', from)
      .execute();
    await db
      .updateTable('version_tokens')
      .set({ file_id: into, file_created_at: created_at })
      .where('version_key', '=', key)
      .execute();
  }
  await db
    .updateTable('versions')
    .set({ id: into as string as VersionId, updated_at: superseded.at.getTime() })
    .where('file_id', '=', into)
    .where('is_current', '=', literalOne)
    .execute();
  await makeCards(sql`v.file_id = ${into}`).execute(db);
  await deleteEmpty(db, from);
}

/** A version that was left behind would go with its file. */
async function deleteEmpty(db: Db, id: FileId): Promise<void> {
  const result = await db
    .deleteFrom('files')
    .where('id', '=', id)
    .where((eb) =>
      eb.not(eb.exists(eb.selectFrom('versions as v').select('v.key').where('v.file_id', '=', id))),
    )
    .executeTakeFirst();
  if (result.numDeletedRows === 0n)
    throw new Error('A merge must number every version of the file that goes.');
}
