import type { BlurOperation } from '../../domain/plan.ts';
import { bringsTransparency } from './brings-transparency.ts';
import { gaussian } from './gaussian.ts';
import type { Place } from './operation-step.ts';

/** Late in the pass. */
export const placeBlur: Place<BlurOperation> = ({ sigma }) => ({
  stage: 'blur',
  apply: (pipeline) => gaussian(pipeline, sigma),
  cannotFollow: bringsTransparency,
  eachFrame: true,
});
