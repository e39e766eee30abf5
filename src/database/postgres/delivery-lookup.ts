import type { Pool } from 'pg';
import { splitPath } from '../../domain/names.ts';
import type { FileLookups } from '../file-lookups.ts';
import type { FileRow } from '../map-version.ts';
import { translateError } from './translate-error.ts';

export type DeliveryLookup = (path: string, token?: string) => Promise<FileRow | undefined>;

/** One round trip. The statements have names, so that each session parses and plans them once. */
export function createDeliveryLookup(pool: Pool, { byPath, byToken }: FileLookups): DeliveryLookup {
  return async (path, token) => {
    // Nothing has such a name, and the server would refuse the text.
    if (path.includes('\0') || token?.includes('\0')) return undefined;
    const { folderPath, name } = splitPath(path);
    const query =
      token === undefined
        ? { name: 'current', text: byPath, values: [folderPath, name] }
        : { name: 'by-token', text: byToken, values: [folderPath, name, token] };
    try {
      return (await pool.query<FileRow>(query)).rows[0];
    } catch (error) {
      throw translateError(error);
    }
  };
}
