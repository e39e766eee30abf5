import {
  type DatabaseConnection,
  type DataTypeNode,
  type Dialect,
  type Driver,
  HandleEmptyInListsPlugin,
  Kysely,
  PostgresAdapter,
  PostgresDialect,
  PostgresIntrospector,
  PostgresQueryCompiler,
  replaceWithNoncontingentExpression,
} from 'kysely';
import type { Pool, PoolClient } from 'pg';
import type { Tables } from '../tables.ts';
import { ReadingSession, WritingSession } from './session.ts';
import { nameStatements } from './statement-names.ts';
import { translateError } from './translate-error.ts';

/** Each statement on any session of the pool, and none in a transaction. */
export function createReader(pool: Pool): Kysely<Tables> {
  const names = nameStatements();
  return createKysely({
    ...borrowing(pool, (client) => new ReadingSession(client, names)),
    ...noTransactions,
  });
}

/** The same, but each statement is planned anew: how a search is best read depends on what is asked for. */
export function createSearcher(pool: Pool): Kysely<Tables> {
  return createKysely({ ...borrowing(pool, (client) => new ReadingSession(client)), ...noTransactions });
}

/** Each write in a transaction that holds the lock of the writers; `onWritten` is called before its promise resolves. */
export function createWriter(pool: Pool, onWritten: () => void): Kysely<Tables> {
  const names = nameStatements();
  return createKysely({
    ...borrowing(pool, (client) => new WritingSession(client, names, onWritten)),
    beginTransaction: (connection) => writing(connection).begin(),
    commitTransaction: (connection) => writing(connection).commit(),
    rollbackTransaction: (connection) => writing(connection).rollback(),
  });
}

/** Makes tables: plain transactions, no lock but its caller's. */
export function createMigrator(pool: Pool): Kysely<Tables> {
  return new Kysely({ dialect: new CodePointDialect({ pool }) });
}

function createKysely(driver: Driver): Kysely<Tables> {
  const dialect: Dialect = {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => driver,
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
  // `in ()` is a syntax error here, and true of nothing on SQLite.
  const emptyLists = new HandleEmptyInListsPlugin({ strategy: replaceWithNoncontingentExpression });
  return new Kysely({ dialect, plugins: [emptyLists] });
}

function borrowing(pool: Pool, makeSession: (client: PoolClient) => ReadingSession) {
  return {
    init: async () => {},
    acquireConnection: async () => {
      try {
        return makeSession(await pool.connect());
      } catch (error) {
        throw translateError(error);
      }
    },
    releaseConnection: async (connection: DatabaseConnection) => {
      if (connection instanceof ReadingSession) connection.release();
    },
    destroy: () => pool.end(),
  };
}

const refuse = () => Promise.reject(new Error('Only the session that writes has transactions.'));
const noTransactions = {
  beginTransaction: refuse,
  commitTransaction: refuse,
  rollbackTransaction: refuse,
};

function writing(connection: DatabaseConnection): WritingSession {
  if (connection instanceof WritingSession) return connection;
  throw new Error('This session does not write.');
}

class CodePointDialect extends PostgresDialect {
  override createQueryCompiler(): PostgresQueryCompiler {
    return new CodePointCompiler();
  }
}

/**
 * Text columns compare and sort by code point, as SQLite's do, whatever the database was created with. Here and not in
 * the migrations, so that none can forget it.
 */
class CodePointCompiler extends PostgresQueryCompiler {
  protected override visitDataType(node: DataTypeNode): void {
    super.visitDataType(node);
    const isColumn = this.parentNode?.kind === 'ColumnDefinitionNode';
    if (isColumn && node.dataType === 'text') this.append(' collate "C"');
  }
}
