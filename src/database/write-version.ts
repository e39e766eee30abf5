import type { Kysely } from 'kysely';
import { notFound } from '../domain/errors.ts';
import type { VersionKey } from '../domain/ids.ts';
import type { Version, VersionDetails } from '../domain/version.ts';
import { fromDetails } from './map-version.ts';
import type { Tables } from './tables.ts';
import { type LiveField, makeDetailRows, makeVersionRows } from './version-rows.ts';
import { writeCard } from './write-cards.ts';

type Db = Kysely<Tables>;

export async function insertVersion(
  db: Db,
  version: Version,
  supersededOrder: number | null = null,
): Promise<void> {
  const file = await db
    .selectFrom('files')
    .select(['id', 'name', 'created_at'])
    .where('id', '=', version.fileId)
    .executeTakeFirstOrThrow();
  const fields = await liveFields(db, version.details);
  await insertRows(db, makeVersionRows(version, { file, fields, supersededOrder }));
  await writeCard(db, version.key);
}

export interface DetailsChange {
  readonly at: Date;
  readonly deliveryToken?: string;
}

export async function updateDetails(
  db: Db,
  key: VersionKey,
  details: VersionDetails,
  { at, deliveryToken }: DetailsChange,
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
  await deleteDetails(db, key);
  const file = await db
    .selectFrom('versions')
    .select(['file_id as id', 'file_created_at as created_at'])
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
  await insertRows(db, makeDetailRows({ key, file }, details, await liveFields(db, details)));
  await writeCard(db, key);
}

/** Keywords are in the bytes, and stay. */
async function deleteDetails(db: Db, key: VersionKey): Promise<void> {
  for (const table of ['version_tags', 'version_ai_tags', 'version_custom_metadata'] as const) {
    await db.deleteFrom(table).where('version_key', '=', key).execute();
  }
  await db
    .deleteFrom('version_tokens')
    .where('version_key', '=', key)
    .where('field', '<>', 'keywords')
    .execute();
}

async function liveFields(db: Db, { customMetadata }: VersionDetails): Promise<LiveField[]> {
  if (Object.keys(customMetadata).length === 0) return [];
  return db
    .selectFrom('custom_fields')
    .select(['id', 'name', 'type'])
    .where('deleted_at', 'is', null)
    .execute();
}

/** Databases count the parameters of a statement (SQLite 32,766); a text may have more words. */
const rowsPerStatement = 1000;

async function insertRows(
  db: Db,
  rows: { readonly [Table in keyof Tables]?: readonly Tables[Table][] },
): Promise<void> {
  for (const [table, all] of Object.entries(rows)) {
    for (let start = 0; start < all.length; start += rowsPerStatement) {
      await db
        .insertInto(table as keyof Tables)
        .values(all.slice(start, start + rowsPerStatement))
        .execute();
    }
  }
}
