import type { ImageFacts } from '../domain/media-facts.ts';
import type { PlanInput } from '../domain/plan.ts';
import { roundSide } from './rounding.ts';
import type { Step } from './transformation.ts';

/** The picture that the first step receives (spec image-transformations §4.2), one frame of it. */
export function makeInput(facts: ImageFacts, steps: readonly Step[], autoOrient: boolean): PlanInput {
  const turned = (facts.orientation ?? 1) > 1;
  const turn = turned && (autoOrient || asksForTurning(steps));
  const width = roundSide(facts.width);
  const height = roundSide(facts.height);
  // Facts are upright; orientations 5 to 8 are stored lying on their side.
  const isLying = turned && !turn && (facts.orientation ?? 1) >= 5;
  const sides = isLying ? { width: height, height: width } : { width, height };
  return { format: facts.format, autoOrient: turn, frames: 0, ...sides };
}

/** `rt-auto` acts on the source, in whichever step it stands. */
function asksForTurning(steps: readonly Step[]): boolean {
  return steps.some((step) => {
    if (step.kind === 'if') return asksForTurning([...step.then, ...step.otherwise]);
    return step.values.rotation?.kind === 'auto';
  });
}
