import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Condition } from './condition.ts';

/**
 * `each`: rows of other tables are looked up for the card at hand. `all`: they may be read for all cards at once, which
 * PostgreSQL prefers when it thinks that many cards are to come, and which takes long when few are.
 */
export type Look = 'each' | 'all';

export function exists(rows: RawBuilder<unknown>, look: Look): Condition {
  // A row is limited to one already; saying so keeps PostgreSQL from any other way.
  return look === 'each' ? sql<SqlBool>`exists (${rows} limit 1 offset 0)` : sql<SqlBool>`exists (${rows})`;
}
