import type { ContrastOperation } from '../../domain/effect-operation.ts';
import type { Place } from './operation-step.ts';

/** Last in the pass, and over all frames of an animation alike: each by itself would flicker. */
export const placeContrast: Place<ContrastOperation> = () => ({
  stage: 'contrast',
  apply: (pipeline) => pipeline.normalise({ lower: 1, upper: 99 }),
});
