import type { Kysely } from 'kysely';
import type { FileId } from '../domain/ids.ts';
import { literalOne, selectFiles } from './select-version.ts';
import type { SqlDialect } from './sql-dialect.ts';
import type { Tables } from './tables.ts';

/** SQL that every request for a file runs, written once: to build it takes about as long as to run it. */
export interface FileLookups {
  /** The current version of the file with this id. */
  readonly byId: string;
  /** The same, of the file in the folder at this path, with this name. */
  readonly byPath: string;
  /** That version of it, current or not, which has this delivery token. */
  readonly byToken: string;
}

export function compileFileLookups(read: Kysely<Tables>, dialect: SqlDialect): FileLookups {
  const files = selectFiles({ read, dialect });
  const atPath = files.where('fo.path', '=', '').where('f.name', '=', '');
  return {
    byId: files
      .where('f.id', '=', '' as FileId)
      .where('v.is_current', '=', literalOne)
      .compile().sql,
    byPath: atPath.where('v.is_current', '=', literalOne).compile().sql,
    byToken: atPath.where('v.delivery_token', '=', '').compile().sql,
  };
}
