import type { BlurOperation } from '../../domain/plan.ts';
import type { Place } from './operation-step.ts';

/** Below this the Gaussian has no weight beyond its middle pixel, and sharp refuses. */
const leastSigma = 0.3;
/** Above this sharp refuses; every picture is one colour long before. */
const mostSigma = 1000;

/** Late in the pass. Sharp multiplies by alpha first, libvips repeats the pixels of the edge. */
export const placeBlur: Place<BlurOperation> = ({ sigma }) => ({
  stage: 'blur',
  apply: (pipeline) => (sigma < leastSigma ? pipeline : pipeline.blur(Math.min(sigma, mostSigma))),
  eachFrame: true,
});
