import type { Plane } from './plane.ts';

/** A channel with what of it is needed again and again. */
export interface Channel {
  readonly plane: Plane;
  /** Local means, and local means of squares. */
  readonly mean: Plane;
  readonly square: Plane;
}

/** Mean and 4-norm of: structure that differs, edges that were not there, edges that are lost. */
export type Errors = readonly [
  structure: number,
  artefacts: number,
  lost: number,
  structure4: number,
  artefacts4: number,
  lost4: number,
];

const contrastFloor = 0.0009;

/** SSIMULACRA 2: `SSIMMap` and `EdgeDiffMap`. `product`: local means of both planes multiplied. */
export function errorsOf(original: Channel, judged: Channel, product: Plane): Errors {
  let [structure, artefacts, lost, structure4, artefacts4, lost4] = [0, 0, 0, 0, 0, 0];
  const count = original.plane.data.length;
  for (let index = 0; index < count; index += 1) {
    const mean1 = original.mean.data[index] ?? 0;
    const mean2 = judged.mean.data[index] ?? 0;
    const covariance = (product.data[index] ?? 0) - mean1 * mean2;
    const variance1 = (original.square.data[index] ?? 0) - mean1 * mean1;
    const variance2 = (judged.square.data[index] ?? 0) - mean2 * mean2;
    const closeness = 1 - (mean1 - mean2) ** 2;
    const likeness = (2 * covariance + contrastFloor) / (variance1 + variance2 + contrastFloor);
    const difference = Math.max(0, 1 - closeness * likeness);
    structure += difference;
    structure4 += difference ** 4;
    const edge1 = Math.abs((original.plane.data[index] ?? 0) - mean1);
    const edge2 = Math.abs((judged.plane.data[index] ?? 0) - mean2);
    const growth = (1 + edge2) / (1 + edge1) - 1;
    if (growth > 0) {
      artefacts += growth;
      artefacts4 += growth ** 4;
    } else {
      lost -= growth;
      lost4 += growth ** 4;
    }
  }
  const norm = (sum: number) => (sum / count) ** 0.25;
  return [
    structure / count,
    artefacts / count,
    lost / count,
    norm(structure4),
    norm(artefacts4),
    norm(lost4),
  ];
}
