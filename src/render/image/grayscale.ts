import type { GrayscaleOperation, Operation } from '../../domain/plan.ts';
import { isGrey } from './colour.ts';
import type { Place } from './operation-step.ts';

/** Early in the pass, by libvips' luminance; alpha stays. */
export const placeGrayscale: Place<GrayscaleOperation> = () => ({
  stage: 'grayscale',
  apply: (pipeline) => pipeline.grayscale(),
  mayOvertake: bringsNoColour,
});

/** What follows needs no colour of its own, so that it makes no difference which comes first. */
function bringsNoColour(operation: Operation): boolean {
  if (operation.kind === 'extend' || operation.kind === 'flatten') return isGrey(operation.colour);
  return operation.kind !== 'rotate' || isGrey(operation.background);
}
