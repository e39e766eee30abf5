import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Kysely } from 'kysely';
import type { Database } from '../../domain/database.ts';
import { noSeal, type Seal } from '../../domain/seal.ts';
import { check } from '../check.ts';
import { createRepositories } from '../create-repositories.ts';
import { compileFileLookups } from '../file-lookups.ts';
import { migrate } from '../migrate.ts';
import { sealSecrets } from '../seal-secrets.ts';
import type { Costs } from '../search/costs.ts';
import type { Store } from '../store.ts';
import type { Tables } from '../tables.ts';
import { type Checkpoints, createCheckpoints } from './checkpoints.ts';
import { createDeliveryLookup } from './delivery-lookup.ts';
import { rememberLookups } from './remember-lookups.ts';
import { createSearchThread } from './search-thread.ts';
import { openReader, openWriter, type SqliteConnection } from './sqlite-connection.ts';
import { sqliteDialect } from './sqlite-dialect.ts';
import { createSqliteKysely } from './sqlite-kysely.ts';
import { createThreadedKysely } from './threaded-kysely.ts';

export interface SqliteOptions {
  readonly path: string;
  /** Absent: secrets are kept as they are. */
  readonly seal?: Seal;
  /** Memory for pages of the file that searches have read. */
  readonly searchCacheBytes?: number;
  /** Statements of lists and searches that may wait for their turn. */
  readonly searchQueue?: number;
  /** By which searches choose how to read; absent: as measured. */
  readonly costs?: Costs;
}

const defaultSearchCacheBytes = 128 * 1024 * 1024;
const defaultSearchQueue = 1000;

/**
 * Opens the library in the file at `path`, made with its folder when it is missing, and brings its tables up to date.
 * Three connections: one writes, one reads, one searches in a thread of its own; in another one, the log is folded into the
 * file. What a transaction has not committed is never read.
 */
export async function openSqlite({
  path,
  seal = noSeal,
  searchCacheBytes = defaultSearchCacheBytes,
  searchQueue = defaultSearchQueue,
  costs = sqliteDialect.costs,
}: SqliteOptions): Promise<Database> {
  makePrivateFile(path);
  const writer = openWriter(path);
  const checkpoints = createCheckpoints({
    path,
    writer,
    whileNobodyWrites: (work) => write.connection().execute(work),
  });
  const write = createSqliteKysely(writer, checkpoints.note);
  await prepareOrClose({ write, seal }, writer, checkpoints);
  const reader = openReader(path);
  const read = createSqliteKysely(reader);
  const search = createThreadedKysely(
    createSearchThread({ path, cacheBytes: searchCacheBytes, mostWaiting: searchQueue }),
  );
  const lookups = compileFileLookups(read, sqliteDialect);
  const store = { read, search, write, dialect: { ...sqliteDialect, costs }, lookups, seal };
  const repositories = createRepositories(store);
  let closed: Promise<void> | undefined;
  return {
    ...repositories,
    files: {
      ...repositories.files,
      findForDelivery: rememberLookups(createDeliveryLookup(reader, read), { writer, reader }),
    },
    transaction: (work) =>
      write
        .transaction()
        .execute((trx) => work(createRepositories({ ...store, read: trx, search: trx, write: trx }))),
    check: () => check(read),
    close() {
      closed ??= closeWhenIdle({ read, search, write, reader, writer, checkpoints });
      return closed;
    },
  };
}

/** The rows hold private keys: other users of the machine must not read them, whatever the umask says. */
function makePrivateFile(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  closeSync(openSync(path, 'a', 0o600));
}

async function prepareOrClose(
  store: Pick<Store, 'write' | 'seal'>,
  writer: SqliteConnection,
  checkpoints: Checkpoints,
): Promise<void> {
  try {
    // Indexes of a large library are sorted on the disk.
    writer.prepareOnce('pragma temp_store = file').run();
    await migrate(store.write);
    writer.prepareOnce('pragma temp_store = memory').run();
    await sealSecrets(store);
  } catch (error) {
    await checkpoints.close();
    writer.close();
    throw error;
  }
}

interface Connections {
  readonly read: Kysely<Tables>;
  readonly search: Kysely<Tables>;
  readonly write: Kysely<Tables>;
  readonly reader: SqliteConnection;
  readonly writer: SqliteConnection;
  readonly checkpoints: Checkpoints;
}

/**
 * Kysely hands out its one connection in turn, so whoever gets it knows that earlier writers are done. The writer goes
 * last: only then does SQLite fold the log into the file and remove it.
 */
async function closeWhenIdle({
  read,
  search,
  write,
  reader,
  writer,
  checkpoints,
}: Connections): Promise<void> {
  await write.connection().execute(async () => {});
  await Promise.all([read.destroy(), search.destroy(), checkpoints.close()]);
  reader.close();
  await write.destroy();
  writer.close();
}
