import { CompiledQuery, type DatabaseConnection, Kysely, SqliteDialect, SqliteDriver } from 'kysely';
import type { Tables } from '../tables.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

/** `onReleased`: after each statement or transaction. */
export function createSqliteKysely(database: SqliteConnection, onReleased = () => {}): Kysely<Tables> {
  return new Kysely({ dialect: new ImmediateSqliteDialect(database, onReleased) });
}

/**
 * Takes the write lock when a transaction begins. SQLite's plain `begin` takes it at the first write, and fails at once,
 * without waiting, if another process has written since the first read.
 */
class ImmediateSqliteDialect extends SqliteDialect {
  readonly #createDriver: () => SqliteDriver;

  constructor(database: SqliteConnection, onReleased: () => void) {
    super({ database });
    this.#createDriver = () => new ImmediateSqliteDriver(database, onReleased);
  }

  override createDriver(): SqliteDriver {
    return this.#createDriver();
  }
}

class ImmediateSqliteDriver extends SqliteDriver {
  readonly #onReleased: () => void;

  constructor(database: SqliteConnection, onReleased: () => void) {
    super({ database });
    this.#onReleased = onReleased;
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  override async releaseConnection(): Promise<void> {
    this.#onReleased();
  }
}
