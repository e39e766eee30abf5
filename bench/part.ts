import type { BenchOptions } from './options.ts';

/** One line of the table. */
export interface Row {
  readonly what: string;
  readonly measured: string;
  /** What lies between: least and most of the pairs, or further figures. */
  readonly spread: string;
  /** The same in processor time; absent where it is not compared. */
  readonly cpu?: string;
  /** The figure to reach; absent where it is only to know. */
  readonly bar?: { readonly text: string; readonly isReached: boolean };
}

export interface Part {
  readonly name: string;
  run(options: BenchOptions): Promise<Row[]>;
}
