import type { FlipOperation } from '../../domain/plan.ts';
import type { Place } from './operation-step.ts';

/** After resizing. In sharp's words `flop` is left and right, `flip` is up and down. */
export const placeFlip: Place<FlipOperation> = ({ horizontal, vertical }) => ({
  stage: 'flip',
  apply: (pipeline) => pipeline.flop(horizontal).flip(vertical),
  eachFrame: vertical,
});
