import type { Kysely } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { FileId, FolderId, VersionKey } from '../../domain/ids.ts';
import type { MediaFile } from '../../domain/media-file.ts';
import { splitPath } from '../../domain/names.ts';
import type { Version } from '../../domain/version.ts';
import { charactersOf, keptCharacters, toVersion, type VersionRow } from '../map-version.ts';
import { selectVersions } from '../select-version.ts';
import type { Tables } from '../tables.ts';
import type { SqliteConnection } from './sqlite-connection.ts';
import { sqliteDialect } from './sqlite-dialect.ts';

export type DeliveryLookup = (path: string, token?: string) => MediaFile | undefined;

/** The little that is read at every hit; the rest of a version stands for its key and revision. */
interface PlaceRow {
  readonly id: FileId;
  readonly folder_id: FolderId;
  readonly created_at: number;
  readonly key: VersionKey;
  readonly revision: number;
}

/** Without a promise and without building SQL: a delivered picture pays for three index look-ups. */
export function createDeliveryLookup(connection: SqliteConnection, read: Kysely<Tables>): DeliveryLookup {
  const current = connection.prepareOnce(placeSql('v.is_current = 1'));
  const byToken = connection.prepareOnce(placeSql('v.delivery_token = ?'));
  const findVersion = createVersionCache(connection, read);
  return (path, token) => {
    const { folderPath, name } = splitPath(path);
    const found = token === undefined ? current.get(folderPath, name) : byToken.get(folderPath, name, token);
    if (found === undefined) return undefined;
    const place = found as unknown as PlaceRow;
    const version = findVersion(place);
    return version && toMediaFile(place, { folderPath, name, current: version });
  };
}

function placeSql(condition: string): string {
  return `select f.id, f.folder_id, f.created_at, v.key, v.revision
    from folders fo
    join files f on f.folder_id = fo.id
    join versions v on v.file_id = f.id
    where fo.path = ? and f.name = ? and ${condition}`;
}

function toMediaFile(place: PlaceRow, rest: Pick<MediaFile, 'folderPath' | 'name' | 'current'>): MediaFile {
  return { id: place.id, folderId: place.folder_id, createdAt: new Date(place.created_at), ...rest };
}

/**
 * A version is read whole once and kept until its revision changes: facts are long, and parsing them at every hit would
 * cost more than the look-up.
 */
function createVersionCache(connection: SqliteConnection, read: Kysely<Tables>) {
  const compiled = selectVersions({ read, dialect: sqliteDialect })
    .where('v.key', '=', '' as VersionKey)
    .compile();
  const statement = connection.prepareOnce(compiled.sql);
  const kept = new LRUCache<VersionKey, { revision: number; version: Version }>({ maxSize: keptCharacters });
  return ({ key, revision }: PlaceRow): Version | undefined => {
    const known = kept.get(key);
    if (known?.revision === revision) return known.version;
    const row = statement.get(key) as VersionRow | undefined;
    // Another process may have deleted it a moment ago.
    if (row === undefined) return undefined;
    const version = toVersion(row);
    kept.set(key, { revision: row.revision, version }, { size: charactersOf(row) });
    return version;
  };
}
