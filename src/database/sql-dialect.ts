import type { RawBuilder } from 'kysely';
import type { jsonArrayFrom } from 'kysely/helpers/sqlite';
import type { Costs } from './search/costs.ts';

/** What the repositories cannot say in SQL that every database understands, and what is dear to one and cheap to another. */
export interface SqlDialect {
  readonly costs: Costs;
  /** All rows of a subquery as the text of one JSON array, `[]` when there are none. Column names become keys. */
  jsonTextOf<Row>(rows: Subquery<Row>): RawBuilder<string>;
  /** What to select from to get the members of a JSON array, each as a row with its JSON in `value`. */
  membersOf(json: string): RawBuilder<unknown>;
}

type Subquery<Row> = Parameters<typeof jsonArrayFrom<Row>>[0];
