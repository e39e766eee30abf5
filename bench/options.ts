import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

export interface BenchOptions {
  /** Names of the parts to run; empty for all. */
  readonly only: readonly string[];
  /** How often the two sides of a comparison take turns. */
  readonly pairs: number;
  /** How many pictures the memory part renders. */
  readonly transforms: number;
  /** How long the soak part lasts. */
  readonly minutes: number;
  /** How many files the library part has, and where they are kept for the next run: to make them takes a while. */
  readonly assets: number;
  readonly libraryFolder: string;
  /** Write docs/benchmarks.md. */
  readonly write: boolean;
}

export function readOptions(args: string[]): BenchOptions {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string', default: '' },
      pairs: { type: 'string', default: '5' },
      transforms: { type: 'string', default: '2000' },
      minutes: { type: 'string', default: '10' },
      assets: { type: 'string', default: '1000000' },
      library: { type: 'string', default: join(tmpdir(), 'calotype-library') },
      write: { type: 'boolean', default: false },
    },
  });
  return {
    only: values.only.split(',').filter((name) => name !== ''),
    pairs: Number(values.pairs),
    transforms: Number(values.transforms),
    minutes: Number(values.minutes),
    assets: Number(values.assets),
    libraryFolder: values.library,
    write: values.write,
  };
}
