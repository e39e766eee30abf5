import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/sqlite';
import type { SqlDialect } from '../sql-dialect.ts';

export const sqliteDialect: SqlDialect = {
  costs: {
    gather: 4,
    walkByCreation: 1,
    walk: 7,
    pass: 0.3,
    look: 1.5,
    note: 0.6,
    scan: 0.25,
    score: 4,
    countAll: 10_000,
    fewEnough: 1000,
  },
  jsonTextOf: (rows) => sql<string>`${jsonArrayFrom(rows)}`,
  membersOf: (json) => sql`json_each(${json})`,
};
