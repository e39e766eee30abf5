import type { Row } from './part.ts';
import type { Turn } from './turn.ts';

export interface Comparison {
  /** Our rate divided by theirs, pair by pair, in order of size. */
  readonly ratios: readonly number[];
  /** Their processor time for a piece divided by ours, likewise. */
  readonly cpuRatios: readonly number[];
  readonly ours: Turn;
  readonly theirs: Turn;
}

/**
 * Two sides take turns, and each pair gives one ratio: what the machine does meanwhile hits both. Who begins changes
 * from pair to pair. A first pair warms both up and does not count.
 */
export async function compare(pairs: number, ours: Side, theirs: Side): Promise<Comparison> {
  const measured: { ours: Turn; theirs: Turn }[] = [];
  for (let pair = 0; pair <= pairs; pair += 1) {
    const oursIsFirst = pair % 2 === 0;
    const first = await (oursIsFirst ? ours : theirs)(pair);
    const second = await (oursIsFirst ? theirs : ours)(pair);
    if (pair === 0) continue;
    measured.push(oursIsFirst ? { ours: first, theirs: second } : { ours: second, theirs: first });
  }
  return {
    ratios: sorted(measured.map((pair) => pair.ours.perSecond / pair.theirs.perSecond)),
    cpuRatios: sorted(measured.map((pair) => pair.theirs.cpuMilliseconds / pair.ours.cpuMilliseconds)),
    ours: medianTurn(measured.map((pair) => pair.ours)),
    theirs: medianTurn(measured.map((pair) => pair.theirs)),
  };
}

type Side = (pair: number) => Promise<Turn>;

function medianTurn(turns: readonly Turn[]): Turn {
  return {
    perSecond: median(turns.map(({ perSecond }) => perSecond)),
    cpuMilliseconds: median(turns.map(({ cpuMilliseconds }) => cpuMilliseconds)),
  };
}

export function median(values: readonly number[]): number {
  const inOrder = sorted(values);
  const middle = (inOrder.length - 1) / 2;
  return ((inOrder[Math.floor(middle)] ?? Number.NaN) + (inOrder[Math.ceil(middle)] ?? Number.NaN)) / 2;
}

function sorted(values: readonly number[]): number[] {
  return values.toSorted((one, other) => one - other);
}

/** Rates, `unit` a second: the higher the better. The bar is for them; processor time tells what a busy machine hides. */
export function ratioRow(what: string, comparison: Comparison, unit: string, bar: number): Row {
  const { ratios, cpuRatios, ours, theirs } = comparison;
  const ratio = median(ratios);
  const rates = `${rate(ours.perSecond)} against ${rate(theirs.perSecond)} ${unit}/s`;
  const times = `${time(ours.cpuMilliseconds)} against ${time(theirs.cpuMilliseconds)}`;
  return {
    what,
    measured: format(ratio),
    spread: `${format(ratios[0])}–${format(ratios.at(-1))}; ${rates}`,
    cpu: `${format(median(cpuRatios))}; ${times} ms`,
    bar: { text: `≥ ${format(bar)}`, isReached: ratio >= bar },
  };
}

function format(ratio = Number.NaN): string {
  return ratio.toFixed(2);
}

function rate(value: number): string {
  return value < 100 ? value.toFixed(1) : Math.round(value).toLocaleString('en');
}

function time(milliseconds: number): string {
  return milliseconds < 1 ? milliseconds.toFixed(3) : milliseconds.toFixed(1);
}
