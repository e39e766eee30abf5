export interface ThreadOptions {
  readonly path: string;
  /** Pages of the file that the thread keeps in memory. */
  readonly cacheBytes: number;
}

/** A statement on its way to the thread of searches. */
export interface ThreadRequest {
  readonly id: number;
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** Rows are values alone: their names would cross with each of them. */
export type ThreadReply =
  | {
      readonly id: number;
      readonly columns: readonly string[];
      readonly rows: readonly (readonly unknown[])[];
    }
  | { readonly id: number; readonly error: unknown };

export type CheckpointOptions = Pick<ThreadOptions, 'path'>;

/** Nothing follows. */
export const theEnd = 'end';
