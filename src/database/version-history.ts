import type { Kysely } from 'kysely';
import type { FileMerge, Superseded } from '../domain/database.ts';
import { notFound } from '../domain/errors.ts';
import type { FileId, VersionId, VersionKey } from '../domain/ids.ts';
import { literalOne, literalZero } from './select-version.ts';
import type { Tables } from './tables.ts';
import { writeCardsOf } from './write-cards.ts';

/** Which version of a file is current, and in which order the others were superseded. */
type Db = Kysely<Tables>;

/** The current version becomes the latest of the older ones; nothing is current until the caller says what. */
export async function supersede(db: Db, fileId: FileId, { id, at }: Superseded): Promise<void> {
  const order = await nextSupersededOrder(db, fileId);
  await db
    .updateTable('versions')
    .set((eb) => ({
      id,
      is_current: 0,
      superseded_order: order,
      created_at: at.getTime(),
      revision: eb('revision', '+', 1),
    }))
    .where('file_id', '=', fileId)
    .where('is_current', '=', literalOne)
    .execute();
}

export async function nextSupersededOrder(db: Db, fileId: FileId): Promise<number> {
  const { last } = await db
    .selectFrom('versions')
    .select((eb) => eb.fn.max('superseded_order').as('last'))
    .where('file_id', '=', fileId)
    .executeTakeFirstOrThrow();
  return (last ?? 0) + 1;
}

/** Touches the file's row first: it says whether the file is there, and on other databases it makes rivals wait. */
export async function noteNumber(db: Db, fileId: FileId, number: number): Promise<void> {
  const file = await db
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
    .executeTakeFirst();
  if (file.numUpdatedRows === 0n) throw notFound('The requested file does not exist.');
}

export async function restoreVersion(db: Db, key: VersionKey, superseded: Superseded): Promise<void> {
  const version = await db
    .selectFrom('versions')
    .select('file_id')
    .where('key', '=', key)
    .where('is_current', '=', literalZero)
    .executeTakeFirst();
  if (version === undefined) throw notFound('The requested file version does not exist.');
  await supersede(db, version.file_id, superseded);
  await db
    .updateTable('versions')
    .set((eb) => ({
      is_current: 1,
      superseded_order: null,
      updated_at: superseded.at.getTime(),
      revision: eb('revision', '+', 1),
    }))
    .where('key', '=', key)
    .execute();
  await writeCardsOf(db, version.file_id);
}

export async function mergeFiles(db: Db, { from, into, numbers, superseded }: FileMerge): Promise<void> {
  await noteNumber(db, into, Math.max(...numbers.values()));
  await supersede(db, into, superseded);
  const offset = await nextSupersededOrder(db, into);
  const { created_at } = await db
    .selectFrom('files')
    .select('created_at')
    .where('id', '=', into)
    .executeTakeFirstOrThrow();
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
  await writeCardsOf(db, into);
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
