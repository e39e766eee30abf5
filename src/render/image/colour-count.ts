import type { Rgb } from './lab.ts';

/** How often colours occur, in bins of 8 values per channel. */
export interface ColourCount {
  add(r: number, g: number, b: number): void;
  /** The averages of the fullest bins, the fullest first. */
  ranked(count: number): Rgb[];
}

/** 5 bits per channel (spec image-transformations §7.2). */
const binBits = 5;
const dropped = 8 - binBits;
const bins = 1 << (3 * binBits);

export function createColourCount(): ColourCount {
  const counts = new Uint32Array(bins);
  const sums = new Float64Array(3 * bins);

  return {
    add: (r, g, b) => {
      const bin = ((r >> dropped) << (2 * binBits)) | ((g >> dropped) << binBits) | (b >> dropped);
      counts[bin] = (counts[bin] ?? 0) + 1;
      sums[3 * bin] = (sums[3 * bin] ?? 0) + r;
      sums[3 * bin + 1] = (sums[3 * bin + 1] ?? 0) + g;
      sums[3 * bin + 2] = (sums[3 * bin + 2] ?? 0) + b;
    },
    ranked: (count) => {
      const used: number[] = [];
      for (let bin = 0; bin < bins; bin += 1) if (counts[bin] !== 0) used.push(bin);
      const fullest = used.sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0)).slice(0, count);
      return fullest.map((bin) => {
        const mean = (channel: number) => Math.round((sums[3 * bin + channel] ?? 0) / (counts[bin] ?? 1));
        return { r: mean(0), g: mean(1), b: mean(2) };
      });
    },
  };
}
