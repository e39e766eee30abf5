import type { Database } from '../../domain/database.ts';
import { noSeal, type Seal } from '../../domain/seal.ts';
import { check } from '../check.ts';
import { createRepositories } from '../create-repositories.ts';
import { compileFileLookups } from '../file-lookups.ts';
import type { Costs } from '../search/costs.ts';
import { createClient, createPool } from './connect.ts';
import { createDeliveryLookup } from './delivery-lookup.ts';
import { migrateOnce } from './migrate-once.ts';
import { postgresDialect } from './postgres-dialect.ts';
import { createReader, createSearcher, createWriter } from './postgres-kysely.ts';
import { rememberLookups } from './remember-lookups.ts';
import { trustMs, watchChanges } from './watch-changes.ts';

export interface PostgresOptions {
  /** postgres://USER:PASSWORD@HOST:PORT/DATABASE, with what else the server needs as a query. */
  readonly url: string;
  /** How many sessions read. One more writes, and one listens for what other nodes have changed. */
  readonly poolSize?: number;
  /** Absent: secrets are kept as they are. */
  readonly seal?: Seal;
  /** By which searches choose how to read; absent: as measured. */
  readonly costs?: Costs;
}

const defaultPoolSize = 10;

/**
 * Opens the library in a PostgreSQL database, empty at first, and brings its tables up to date. Any number of nodes may
 * open it. As on SQLite one session of a node writes and others read: a writer that waits for its turn keeps no reader
 * waiting.
 */
export async function openPostgres({
  url,
  poolSize = defaultPoolSize,
  seal = noSeal,
  costs = postgresDialect.costs,
}: PostgresOptions): Promise<Database> {
  await migrateOnce(url, seal);
  const readers = createPool(url, 'read', poolSize);
  const read = createReader(readers);
  const changes = watchChanges(() => createClient(url, trustMs));
  const write = createWriter(createPool(url, 'write', 1), changes.note);
  const lookups = compileFileLookups(read, postgresDialect);
  const store = {
    read,
    search: createSearcher(readers),
    write,
    dialect: { ...postgresDialect, costs },
    lookups,
    seal,
  };
  const repositories = createRepositories(store);
  let closed: Promise<void> | undefined;
  return {
    ...repositories,
    files: {
      ...repositories.files,
      findForDelivery: rememberLookups(createDeliveryLookup(readers, lookups), changes),
    },
    transaction: (work) =>
      write
        .transaction()
        .execute((trx) => work(createRepositories({ ...store, read: trx, search: trx, write: trx }))),
    check: () => check(read),
    close() {
      closed ??= (async () => {
        await Promise.all([changes.close(), closeWhenIdle(write), closeWhenIdle(read)]);
      })();
      return closed;
    },
  };
}

type Closing = Pick<ReturnType<typeof createReader>, 'connection' | 'destroy'>;

/** Sessions are lent in turn: who gets one knows that everybody before has one. A pool that ends waits for those. */
async function closeWhenIdle(db: Closing): Promise<void> {
  // A server that is gone has nobody waiting either.
  await db
    .connection()
    .execute(async () => {})
    .catch(() => {});
  await db.destroy();
}
