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
      write: { type: 'boolean', default: false },
    },
  });
  return {
    only: values.only.split(',').filter((name) => name !== ''),
    pairs: Number(values.pairs),
    transforms: Number(values.transforms),
    minutes: Number(values.minutes),
    write: values.write,
  };
}
