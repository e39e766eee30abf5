import type { Database } from '../../domain/database.ts';

/** What a test works with: the open database, and a way to close it and open it again. */
export interface Subject {
  readonly database: Database;
  reopen(): Promise<void>;
}
