import type { Kysely } from 'kysely';
import type { Seal } from '../domain/seal.ts';
import type { FileLookups } from './file-lookups.ts';
import type { SqlDialect } from './sql-dialect.ts';
import type { Tables } from './tables.ts';

/** What a repository stands on. Inside a transaction both ways lead to it. */
export interface Store {
  /** Sees what is committed. */
  readonly read: Kysely<Tables>;
  /** Sees the same, and is for what may take long: nobody else waits for it. */
  readonly search: Kysely<Tables>;
  readonly write: Kysely<Tables>;
  readonly dialect: SqlDialect;
  readonly lookups: FileLookups;
  readonly seal: Seal;
}

/** A write of several statements: in the transaction that is open, or else in one of its own. */
export function atomically<Result>(
  { write }: Pick<Store, 'write'>,
  work: (db: Kysely<Tables>) => Promise<Result>,
): Promise<Result> {
  return write.isTransaction ? work(write) : write.transaction().execute(work);
}
