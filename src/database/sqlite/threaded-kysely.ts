import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { Tables } from '../tables.ts';
import type { SearchThread } from './search-thread.ts';

/** Reads in another thread, each statement by itself. */
export function createThreadedKysely(thread: SearchThread): Kysely<Tables> {
  const connection = new ThreadConnection(thread);
  const refuse = () => Promise.reject(new Error('Nothing is written in the thread of searches.'));
  const dialect: Dialect = {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => ({
      init: async () => {},
      acquireConnection: async () => connection,
      releaseConnection: async () => {},
      beginTransaction: refuse,
      commitTransaction: refuse,
      rollbackTransaction: refuse,
      destroy: () => thread.close(),
    }),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
  return new Kysely({ dialect });
}

class ThreadConnection implements DatabaseConnection {
  readonly #thread: SearchThread;

  constructor(thread: SearchThread) {
    this.#thread = thread;
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    return { rows: (await this.#thread.read(sql, parameters)) as Row[] };
  }

  streamQuery(): never {
    throw new Error('Rows are read by the page, never as a stream.');
  }
}
