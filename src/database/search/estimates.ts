import type { Kysely, RawBuilder } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { Tables } from '../tables.ts';

/** What is counted to choose a reading. It decides how long a search takes, never what it finds: so it may be a little old. */
export interface Estimates {
  read<Row extends object>(counted: RawBuilder<Row>): Promise<readonly Row[]>;
}

/** Pages of one search, and searches that share a part, come one after another; libraries change more slowly. */
const keptMs = 30_000;
const keptAnswers = 2000;

export function createEstimates(db: Kysely<Tables>): Estimates {
  const answers = new LRUCache<string, readonly object[]>({ max: keptAnswers, ttl: keptMs });
  return {
    async read<Row extends object>(counted: RawBuilder<Row>): Promise<readonly Row[]> {
      const compiled = counted.compile(db);
      const key = JSON.stringify([compiled.sql, compiled.parameters]);
      const known = answers.get(key);
      if (known !== undefined) return known as readonly Row[];
      const { rows } = await db.executeQuery(compiled);
      answers.set(key, rows);
      return rows;
    },
  };
}
