import { type SqlBool, sql } from 'kysely';
import { type Column, startsWith } from './compare-values.ts';
import { anyOf, type Condition, toSql } from './condition.ts';

const path = sql.ref('at.path');

/** Directly in one of these folders. No file is in no folder. */
export function isInFolders(folder: Column, paths: readonly string[], negated: boolean): Condition {
  const among = sql<SqlBool>`${path} in (${sql.join(paths)})`;
  const isIn = negated ? sql`not in` : sql`in`;
  return sql<SqlBool>`${folder} ${isIn} (select at.id from folders as at where ${among})`;
}

/** At any depth below, by whole segments; what is directly in the folder is below it too. */
export function isBelow(folder: Column, above: string): Condition {
  if (above === '/') return true;
  const below = anyOf([sql<SqlBool>`${path} = ${above}`, startsWith(path, `${above}/`)]);
  return sql<SqlBool>`${folder} in (select at.id from folders as at where ${toSql(below)})`;
}
