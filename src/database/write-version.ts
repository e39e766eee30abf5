import { type Kysely, sql } from 'kysely';
import { notFound } from '../domain/errors.ts';
import type { FileId, VersionKey } from '../domain/ids.ts';
import type { Version, VersionDetails } from '../domain/version.ts';
import { insertRows } from './insert-rows.ts';
import { fromDetails } from './map-version.ts';
import { replaceDetails, selectDetails } from './replace-details.ts';
import { runTogether, type Statement } from './run-together.ts';
import type { Tables } from './tables.ts';
import { type LiveField, makeDetailRows, makeVersionRows, type VersionPlace } from './version-rows.ts';
import { changeCards, makeCard } from './write-cards.ts';

type Db = Kysely<Tables>;

/** The version with all that is said of it, and its card. */
export function insertVersion(db: Db, version: Version, place: VersionPlace): Statement[] {
  return [...insertRows(db, makeVersionRows(version, place)), makeCard(version.key)];
}

/** Fields that may have a value. */
export function selectLiveFields(db: Db): Statement<LiveField> {
  return db.selectFrom('custom_fields').select(['id', 'name', 'type']).where('deleted_at', 'is', null);
}

export interface DetailsChange {
  readonly at: Date;
  readonly deliveryToken?: string;
}

export async function updateDetails(
  db: Db,
  key: VersionKey,
  details: VersionDetails,
  change: DetailsChange,
): Promise<void> {
  const [files, fields, ...old] = await runTogether(db, [
    selectFileOf(db, key),
    selectLiveFields(db),
    ...selectDetails(key),
  ]);
  const [file] = files.rows;
  if (file === undefined) throw notFound('The requested file version does not exist.');
  const now = makeDetailRows({ key, file }, details, fields.rows);
  await runTogether(db, [
    updateVersion(db, key, details, change),
    ...replaceDetails(db, key, { old, now }),
    changeCards(['is_private', 'is_published', 'is_tagged', 'updated_at'], sql`v.key = ${key}`),
  ]);
}

function selectFileOf(
  db: Db,
  key: VersionKey,
): Statement<{ readonly id: FileId; readonly created_at: number }> {
  return db
    .selectFrom('versions')
    .select(['file_id as id', 'file_created_at as created_at'])
    .where('key', '=', key);
}

function updateVersion(
  db: Db,
  key: VersionKey,
  details: VersionDetails,
  { at, deliveryToken }: DetailsChange,
): Statement {
  return db
    .updateTable('versions')
    .set((eb) => ({
      ...fromDetails(details),
      ...(deliveryToken !== undefined && { delivery_token: deliveryToken }),
      updated_at: at.getTime(),
      revision: eb('revision', '+', 1),
    }))
    .where('key', '=', key);
}
