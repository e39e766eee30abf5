import type { Database } from '../../domain/database.ts';
import type { Costs } from '../search/costs.ts';

export interface OpenOptions {
  readonly costs?: Costs;
}

/** What a test works with: the open database, and a way to close it and open it again. */
export interface Subject {
  readonly database: Database;
  reopen(options?: OpenOptions): Promise<void>;
  /** Rows of what is committed, past the program. */
  query(sql: string): Promise<unknown[]>;
}
