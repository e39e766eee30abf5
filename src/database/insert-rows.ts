import type { Kysely } from 'kysely';
import type { Statement } from './run-together.ts';
import type { Tables } from './tables.ts';

/** Databases count the parameters of a statement (SQLite 32,766); a text may have more words. */
const rowsPerStatement = 1000;

/** In the order of the tables. */
export function insertRows(
  db: Kysely<Tables>,
  rows: { readonly [Table in keyof Tables]?: readonly Tables[Table][] },
): Statement[] {
  const statements: Statement[] = [];
  for (const [table, all] of Object.entries(rows)) {
    for (let start = 0; start < all.length; start += rowsPerStatement) {
      const some = all.slice(start, start + rowsPerStatement);
      statements.push(db.insertInto(table as keyof Tables).values(some));
    }
  }
  return statements;
}
