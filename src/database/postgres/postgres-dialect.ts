import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { SqlDialect } from '../sql-dialect.ts';

export const postgresDialect: SqlDialect = {
  jsonTextOf: (rows) => sql<string>`${jsonArrayFrom(rows)}::text`,
  membersOf: (json) => sql`json_array_elements(cast(${json} as json))`,
};
