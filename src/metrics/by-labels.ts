import type { Family, Labels, Sample } from './family.ts';
import { createHistogram, type Histogram } from './histogram.ts';

/** What is counted apart for each value of a few labels. Values come from this program, so there are few of them. */
export interface ByLabels<Cell> {
  /** Made when it is first asked for; found by its values alone. */
  cell(...values: readonly string[]): Cell;
  entries(): Iterable<readonly [Labels, Cell]>;
}

export function byLabels<Cell>(names: readonly string[], make: () => Cell): ByLabels<Cell> {
  const cells = new Map<string, { readonly labels: Labels; readonly cell: Cell }>();
  return {
    cell(...values) {
      const key = values.join(' ');
      const known = cells.get(key);
      if (known !== undefined) return known.cell;
      const labels = Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']));
      const cell = make();
      cells.set(key, { labels, cell });
      return cell;
    },
    *entries() {
      for (const { labels, cell } of cells.values()) yield [labels, cell] as const;
    },
  };
}

export interface Counter {
  readonly family: Family;
  add(amount: number, ...values: readonly string[]): void;
}

export function createCounter(name: string, help: string, labelNames: readonly string[]): Counter {
  const cells = byLabels(labelNames, () => ({ value: 0 }));
  // A counter that appears only with its first count hides that count from `rate()`.
  if (labelNames.length === 0) cells.cell();
  return {
    add(amount, ...values) {
      cells.cell(...values).value += amount;
    },
    family: {
      name,
      help,
      type: 'counter',
      *samples() {
        for (const [labels, { value }] of cells.entries()) yield { labels, value };
      },
    },
  };
}

export interface Timer {
  readonly family: Family;
  observe(seconds: number, ...values: readonly string[]): void;
}

export function createTimer(
  name: string,
  help: string,
  { labelNames, bounds }: { readonly labelNames: readonly string[]; readonly bounds: readonly number[] },
): Timer {
  const cells = byLabels<Histogram>(labelNames, () => createHistogram(bounds));
  return {
    observe(seconds, ...values) {
      cells.cell(...values).observe(seconds);
    },
    family: {
      name,
      help,
      type: 'histogram',
      *samples(): Iterable<Sample> {
        for (const [labels, histogram] of cells.entries()) yield* histogram.samples(labels);
      },
    },
  };
}
