import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import type { SqliteDatabase, SqliteStatement } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { ThreadOptions } from './thread-messages.ts';

/** How long a statement waits for another process that holds the lock. */
const busyTimeoutMs = 5000;
const keptStatements = 500;

export interface SqliteConnection extends SqliteDatabase {
  /** Prepared once, for callers that need no promise. */
  prepareOnce(sql: string): StatementSync;
  /** How many statements Kysely has run here: as long as it stays the same, nothing was written here. */
  readonly executed: number;
  /** May be called twice. */
  close(): void;
}

/** A log that grows so far has lost its thread (checkpoints.ts): then whoever commits folds it in, for a quarter of a second. */
const mostLoggedPages = 65_536;

/** The one that writes. */
export function openWriter(path: string): SqliteConnection {
  const database = new DatabaseSync(path, { timeout: busyTimeoutMs });
  // WAL: readers see the last commit and never wait. FULL: a commit is on the disk when it returns, so an
  // acknowledged upload survives a power cut.
  database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;');
  database.exec(
    'pragma cache_size = -16384; pragma temp_store = memory; pragma journal_size_limit = 67108864;',
  );
  database.exec(`pragma wal_autocheckpoint = ${mostLoggedPages}`);
  return connectionTo(database);
}

/** Sees committed rows only: what an open transaction has written is invisible here. */
export function openReader(path: string): SqliteConnection {
  return connectionTo(openToRead(path, 16 * 1024 * 1024));
}

export interface Searcher {
  /** Rows come as arrays. */
  prepareArrays(sql: string): StatementSync;
  close(): void;
}

/** As much as SQLite allows: what the system keeps of the file in memory is read there, a third faster than by copies of it. */
const mappedBytes = 0x7fff0000;

/** A reader in a thread of its own. */
export function openSearcher({ path, cacheBytes }: ThreadOptions): Searcher {
  const database = openToRead(path, cacheBytes);
  database.exec(`pragma mmap_size = ${mappedBytes}`);
  const statements = new LRUCache<string, StatementSync>({ max: keptStatements });
  return {
    prepareArrays(sql) {
      const kept = statements.get(sql);
      if (kept !== undefined) return kept;
      const statement = database.prepare(sql);
      statement.setReturnArrays(true);
      statements.set(sql, statement);
      return statement;
    },
    close: () => database.close(),
  };
}

export interface Checkpointer {
  /**
   * Copies what is in the log into the file, as far as nobody still reads what was there before; nobody waits for it. Returns how
   * many pages are left in the log.
   */
  checkpoint(): number;
  close(): void;
}

export function openCheckpointer(path: string): Checkpointer {
  const database = new DatabaseSync(path, { timeout: busyTimeoutMs });
  // The log is on the disk before the file is written, and the file before the log begins anew.
  database.exec('pragma synchronous = full');
  const checkpoint = database.prepare('pragma wal_checkpoint(passive)');
  return {
    checkpoint: () => {
      const { log, checkpointed } = checkpoint.get() as { log: number; checkpointed: number };
      return log - checkpointed;
    },
    close: () => database.close(),
  };
}

function openToRead(path: string, cacheBytes: number): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: busyTimeoutMs, readOnly: true });
  database.exec(`pragma cache_size = -${Math.floor(cacheBytes / 1024)}; pragma temp_store = memory;`);
  return database;
}

/** Dresses a DatabaseSync as what Kysely expects; statements are kept by their text, because preparing costs more than running. */
function connectionTo(database: DatabaseSync): SqliteConnection {
  const statements = new LRUCache<string, SqliteStatement>({ max: keptStatements });
  let executed = 0;
  const count = () => {
    executed += 1;
  };
  return {
    get executed() {
      return executed;
    },
    prepareOnce: (sql) => database.prepare(sql),
    prepare(sql) {
      const kept = statements.get(sql);
      if (kept !== undefined) return kept;
      const statement = statementOf(database.prepare(sql), count);
      statements.set(sql, statement);
      return statement;
    },
    close() {
      if (database.isOpen) database.close();
    },
  };
}

function statementOf(statement: StatementSync, onExecute: () => void): SqliteStatement {
  const bound = (parameters: readonly unknown[]) => {
    onExecute();
    return bindable(parameters);
  };
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...bound(parameters)),
    run: (parameters) => statement.run(...bound(parameters)),
    iterate: (parameters) => statement.iterate(...bound(parameters)),
  };
}

/** Repositories bind text, numbers and null; anything else is refused by SQLite itself. */
function bindable(parameters: readonly unknown[]): SQLInputValue[] {
  return parameters as SQLInputValue[];
}
