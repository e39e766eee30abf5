import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { SqlDialect } from '../sql-dialect.ts';

export const postgresDialect: SqlDialect = {
  costs: {
    gather: 5,
    walkByCreation: 3,
    walk: 7,
    pass: 0.4,
    look: 2,
    note: 0.5,
    scan: 0.3,
    score: 6,
    countAll: 10_000,
    fewEnough: 1000,
  },
  jsonTextOf: (rows) => sql<string>`${jsonArrayFrom(rows)}::text`,
  membersOf: (json) => sql`json_array_elements(cast(${json} as json))`,
};
