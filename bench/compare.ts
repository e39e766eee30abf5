import type { Row } from './part.ts';

export interface Comparison {
  /** Ours divided by theirs, pair by pair, in order of size. */
  readonly ratios: readonly number[];
  readonly ours: number;
  readonly theirs: number;
}

/**
 * Two sides take turns, and each pair gives one ratio: what the machine does meanwhile hits both. Who begins changes
 * from pair to pair. A first pair warms both up and does not count.
 */
export async function compare(
  pairs: number,
  ours: (pair: number) => Promise<number>,
  theirs: (pair: number) => Promise<number>,
): Promise<Comparison> {
  const measured: { ours: number; theirs: number }[] = [];
  for (let pair = 0; pair <= pairs; pair += 1) {
    const both = pair % 2 === 0 ? await inTurn(ours, theirs, pair) : await inTurn(theirs, ours, pair);
    measured.push({ ours: both[pair % 2] ?? Number.NaN, theirs: both[1 - (pair % 2)] ?? Number.NaN });
  }
  measured.shift();
  return {
    ratios: measured.map((pair) => pair.ours / pair.theirs).sort((one, other) => one - other),
    ours: median(measured.map((pair) => pair.ours)),
    theirs: median(measured.map((pair) => pair.theirs)),
  };
}

type Side = (pair: number) => Promise<number>;

async function inTurn(first: Side, second: Side, pair: number): Promise<[number, number]> {
  return [await first(pair), await second(pair)];
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2;
}

/** Rates, `unit` a second: the higher the better. */
export function ratioRow(what: string, comparison: Comparison, unit: string, bar: number): Row {
  const { ratios, ours, theirs } = comparison;
  const ratio = median(ratios);
  const spread = `${format(ratios[0])}–${format(ratios.at(-1))}; ${rate(ours)} against ${rate(theirs)} ${unit}/s`;
  return {
    what,
    measured: format(ratio),
    spread,
    bar: { text: `≥ ${format(bar)}`, isReached: ratio >= bar },
  };
}

function format(ratio = Number.NaN): string {
  return ratio.toFixed(2);
}

function rate(value: number): string {
  return value < 100 ? value.toFixed(1) : Math.round(value).toLocaleString('en');
}
