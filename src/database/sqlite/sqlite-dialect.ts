import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/sqlite';
import type { SqlDialect } from '../sql-dialect.ts';

export const sqliteDialect: SqlDialect = {
  jsonTextOf: (rows) => sql<string>`${jsonArrayFrom(rows)}`,
  membersOf: (json) => sql`json_each(${json})`,
};
