import type { Kysely } from 'kysely';
import type { Pool } from 'pg';
import { splitPath } from '../../domain/names.ts';
import type { FileRow } from '../map-version.ts';
import { literalOne, selectFiles } from '../select-version.ts';
import type { Tables } from '../tables.ts';
import { postgresDialect } from './postgres-dialect.ts';
import { translateError } from './translate-error.ts';

export type DeliveryLookup = (path: string, token?: string) => Promise<FileRow | undefined>;

/** One round trip. The statements have names, so that each session parses and plans them once. */
export function createDeliveryLookup(pool: Pool, read: Kysely<Tables>): DeliveryLookup {
  const files = selectFiles({ read, dialect: postgresDialect })
    .where('fo.path', '=', '')
    .where('f.name', '=', '');
  const current = files.where('v.is_current', '=', literalOne).compile().sql;
  const byToken = files.where('v.delivery_token', '=', '').compile().sql;
  return async (path, token) => {
    // Nothing has such a name, and the server would refuse the text.
    if (path.includes('\0') || token?.includes('\0')) return undefined;
    const { folderPath, name } = splitPath(path);
    const query =
      token === undefined
        ? { name: 'current', text: current, values: [folderPath, name] }
        : { name: 'by-token', text: byToken, values: [folderPath, name, token] };
    try {
      return (await pool.query<FileRow>(query)).rows[0];
    } catch (error) {
      throw translateError(error);
    }
  };
}
