import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import type { BulkWriter } from './seed.ts';

/** Rows at full speed into a library whose tables are there; indexes are made when all rows are. */
export function openBulkSqlite(path: string): BulkWriter {
  const database = new DatabaseSync(path);
  database.exec(`pragma journal_mode = delete; pragma journal_mode = off; pragma synchronous = off; pragma foreign_keys = off;
    pragma cache_size = -1000000; pragma temp_store = file; begin`);
  const indexes = database
    .prepare("select name, sql from sqlite_master where type = 'index' and sql is not null")
    .all();
  for (const { name } of indexes) database.exec(`drop index "${name}"`);
  const statements = new Map<string, StatementSync>();
  return {
    async insert(table, rows) {
      for (const row of rows) {
        const columns = Object.keys(row);
        const key = `${table} ${columns.join()}`;
        const statement = statements.get(key) ?? database.prepare(insertSql(table, columns));
        statements.set(key, statement);
        statement.run(...(Object.values(row) as SQLInputValue[]));
      }
    },
    async finish() {
      database.exec('commit');
      for (const { sql } of indexes) database.exec(String(sql));
      database.exec('pragma journal_mode = wal');
      database.close();
    },
  };
}

function insertSql(table: string, columns: readonly string[]): string {
  return `insert into ${table} (${columns.join()}) values (${columns.map(() => '?').join()})`;
}
