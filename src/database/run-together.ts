import type { CompiledQuery, DatabaseConnection, Kysely, QueryResult } from 'kysely';
import type { Tables } from './tables.ts';

/** A connection that waits once for the answers to several statements. */
export interface Together extends DatabaseConnection {
  executeTogether(queries: readonly CompiledQuery[]): Promise<QueryResult<unknown>[]>;
}

/** Built, but not run. */
export interface Statement<Row = unknown> {
  compile(db: Kysely<Tables>): CompiledQuery<Row>;
}

type Results<Statements extends readonly Statement[]> = {
  -readonly [Index in keyof Statements]: Statements[Index] extends Statement<infer Row>
    ? QueryResult<Row>
    : never;
};

/**
 * Runs statements of a transaction one after another, each on what those before it have done. None may need an answer to be
 * written: where the database is at the end of a wire, they cross it together.
 */
export async function runTogether<const Statements extends readonly Statement[]>(
  db: Kysely<Tables>,
  statements: Statements,
): Promise<Results<Statements>> {
  const queries = statements.map((statement) => statement.compile(db));
  const results = await db.getExecutor().provideConnection(async (connection) => {
    if (isTogether(connection)) return connection.executeTogether(queries);
    const results: QueryResult<unknown>[] = [];
    for (const query of queries) results.push(await connection.executeQuery(query));
    return results;
  });
  return results as Results<Statements>;
}

function isTogether(connection: DatabaseConnection): connection is Together {
  return 'executeTogether' in connection;
}
