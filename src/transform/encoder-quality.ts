import type { RasterFormat } from '../domain/plan.ts';

type Anchor = readonly [nominal: number, encoder: number];

/**
 * Of a PNG, 100 is without loss and all else a palette (decision 0039). Between 61 and 98 libimagequant gives some photographs
 * so few colours that they are spoilt, so those numbers are left out.
 */
const leastLoss = 99;

/**
 * Numbers at which an encoder looks like JPEG at the nominal one, as SSIMULACRA2 sees it (docs/quality.md, decision
 * 0035). JPEG is what people know the scale from.
 */
const anchors: Partial<Record<RasterFormat, readonly Anchor[]>> = {
  webp: [
    [1, 1],
    [30, 30],
    [40, 44],
    [50, 54],
    [60, 66],
    [70, 77],
    [80, 83],
    [90, 91],
    [100, 100],
  ],
  avif: [
    [1, 20],
    [30, 40],
    [40, 46],
    [50, 49],
    [60, 53],
    [70, 59],
    [80, 65],
    [90, 76],
    [95, 86],
    [100, 100],
  ],
  png: [
    [1, 1],
    [30, 10],
    [50, 30],
    [60, 50],
    [70, 60],
    [71, leastLoss],
    [99, leastLoss],
    [100, 100],
  ],
};

/** From the quality that a URL names, 1…100, to the encoder's own number for the same look. Rising throughout. */
export function encoderQuality(format: RasterFormat, nominal: number): number {
  const scale = anchors[format];
  if (scale === undefined) return nominal;
  const above = scale.findIndex(([from]) => from >= nominal);
  const upper = scale[above] ?? [100, 100];
  const lower = scale[above - 1] ?? upper;
  if (upper === lower) return upper[1];
  const share = (nominal - lower[0]) / (upper[0] - lower[0]);
  return Math.round(lower[1] + share * (upper[1] - lower[1]));
}
