import type { Sharp } from 'sharp';

/** Below this the Gaussian has no weight beyond its middle pixel, and sharp refuses. */
export const leastSigma = 0.3;
/** Above this sharp refuses; every picture is one colour long before. */
const mostSigma = 1000;

/** Sharp multiplies by alpha first, libvips repeats the pixels of the edge. */
export function gaussian(pipeline: Sharp, sigma: number): Sharp {
  return sigma < leastSigma ? pipeline : pipeline.blur(Math.min(sigma, mostSigma));
}
