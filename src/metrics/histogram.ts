import type { Labels, Sample } from './family.ts';

export interface Histogram {
  observe(value: number): void;
  samples(labels: Labels): Iterable<Sample>;
}

/** `bounds` rise; what is beyond the last is counted too. */
export function createHistogram(bounds: readonly number[]): Histogram {
  const counts = new Float64Array(bounds.length + 1);
  let sum = 0;
  return {
    observe(value) {
      let bucket = 0;
      while (value > (bounds[bucket] ?? Number.POSITIVE_INFINITY)) bucket += 1;
      counts[bucket] = (counts[bucket] ?? 0) + 1;
      sum += value;
    },
    *samples(labels) {
      let below = 0;
      for (const [bucket, count] of counts.entries()) {
        below += count;
        const le = bounds[bucket]?.toString() ?? '+Inf';
        yield { suffix: '_bucket', labels: { ...labels, le }, value: below };
      }
      yield { suffix: '_sum', labels, value: sum };
      yield { suffix: '_count', labels, value: below };
    },
  };
}
