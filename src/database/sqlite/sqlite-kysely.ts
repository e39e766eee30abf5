import { CompiledQuery, type DatabaseConnection, Kysely, SqliteDialect, SqliteDriver } from 'kysely';
import type { Tables } from '../tables.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

export function createSqliteKysely(database: SqliteConnection): Kysely<Tables> {
  return new Kysely({ dialect: new ImmediateSqliteDialect({ database }) });
}

/**
 * Takes the write lock when a transaction begins. SQLite's plain `begin` takes it at the first write, and fails at once,
 * without waiting, if another process has written since the first read.
 */
class ImmediateSqliteDialect extends SqliteDialect {
  readonly #database: SqliteConnection;

  constructor({ database }: { readonly database: SqliteConnection }) {
    super({ database });
    this.#database = database;
  }

  override createDriver(): SqliteDriver {
    return new ImmediateSqliteDriver({ database: this.#database });
  }
}

class ImmediateSqliteDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}
