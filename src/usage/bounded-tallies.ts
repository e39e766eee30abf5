import { maxUsageNameBytes } from '../domain/usage.ts';

export interface Tally {
  requestCount: number;
  bandwidthBytes: number;
}

export interface BoundedTallies {
  readonly add: (name: string, requestCount: number, bandwidthBytes: number) => void;
  readonly entries: () => IterableIterator<[string, Tally]>;
}

export interface BoundedTalliesOptions {
  readonly maxNames: number;
  /** Told of a name that is counted no longer, with what it had. */
  readonly onDropped?: (name: string, tally: Tally) => void;
}

/**
 * Counts by names that strangers choose, in bounded memory: when there are too many, a quarter is kept for its requests and
 * a quarter for its bytes (lossy counting). What is told was counted: a name that comes back begins anew, so it may have had
 * more, never less; and a name with a good share of the traffic is never dropped.
 */
export function createBoundedTallies({ maxNames, onDropped }: BoundedTalliesOptions): BoundedTallies {
  const tallies = new Map<string, Tally>();

  function begin(name: string): Tally {
    const tally = { requestCount: 0, bandwidthBytes: 0 };
    tallies.set(name, tally);
    if (tallies.size > maxNames) dropSmall(tally);
    return tally;
  }

  function dropSmall(newest: Tally): void {
    const kept = new Set([newest, ...largest('requestCount'), ...largest('bandwidthBytes')]);
    for (const [name, tally] of tallies) {
      if (kept.has(tally)) continue;
      tallies.delete(name);
      onDropped?.(name, tally);
    }
  }

  function largest(measure: keyof Tally): Tally[] {
    return [...tallies.values()]
      .sort((one, other) => other[measure] - one[measure])
      .slice(0, Math.ceil(maxNames / 4));
  }

  return {
    add(name, requestCount, bandwidthBytes) {
      let tally = tallies.get(name);
      if (tally === undefined) {
        const kept = keepable(name);
        tally = tallies.get(kept) ?? begin(kept);
      }
      tally.requestCount += requestCount;
      tally.bandwidthBytes += bandwidthBytes;
    },
    entries: () => tallies.entries(),
  };
}

/** Short enough for an index, and without U+0000, which PostgreSQL does not keep. */
function keepable(name: string): string {
  const text = name.includes('\0') ? name.replaceAll('\0', '') : name;
  // A UTF-16 unit takes three bytes at most.
  if (text.length * 3 <= maxUsageNameBytes || Buffer.byteLength(text) <= maxUsageNameBytes) return text;
  return text.slice(0, Math.floor(maxUsageNameBytes / 3)).toWellFormed();
}
