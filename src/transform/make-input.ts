import { type ImageFacts, isVector } from '../domain/media-facts.ts';
import type { PlanInput } from '../domain/plan.ts';
import type { ChosenPage } from './choose-page.ts';
import { evaluateAmount } from './evaluate-amount.ts';
import { densityBounds } from './parameters/density.ts';
import { roundSide } from './rounding.ts';
import { usualDensity } from './surroundings.ts';
import type { Step } from './transformation.ts';

/** The picture that the first step receives (spec image-transformations §4.2), one frame of it. */
export function makeInput(
  facts: ImageFacts,
  steps: readonly Step[],
  { autoOrient, page }: { readonly autoOrient: boolean; readonly page?: ChosenPage | undefined },
): PlanInput {
  const turned = (facts.orientation ?? 1) > 1;
  const turn = turned && (autoOrient || asksForTurning(steps));
  const factor = isVector(facts.format) ? densityOf(steps, facts) / usualDensity : 1;
  const width = roundSide(facts.width * factor);
  const height = roundSide(facts.height * factor);
  // Facts are upright; orientations 5 to 8 are stored lying on their side.
  const isLying = turned && !turn && (facts.orientation ?? 1) >= 5;
  const sides = isLying ? { width: height, height: width } : { width, height };
  return { format: facts.format, autoOrient: turn, ...pageOf(page), ...sides };
}

function pageOf(page: ChosenPage | undefined): Pick<PlanInput, 'frames' | 'layers'> {
  if (page === undefined) return { frames: 0 };
  return page.kind === 'frame' ? { frames: page.frame } : { frames: 0, layers: page.layers };
}

/** `rt-auto` acts on the source, in whichever step it stands. */
function asksForTurning(steps: readonly Step[]): boolean {
  return steps.some((step) => {
    if (step.kind === 'if') return asksForTurning([...step.then, ...step.otherwise]);
    return step.values.rotation?.kind === 'auto';
  });
}

/** So does `dn` of a vector picture: it says how finely the source is drawn. */
function densityOf(steps: readonly Step[], { width, height }: ImageFacts): number {
  const asked = steps.flatMap((step) => (step.kind === 'if' ? [] : (step.output.density ?? []))).at(-1);
  if (asked === undefined) return usualDensity;
  const [iw, ih, iar] = [width, height, width / height];
  const known = { iw, ih, iar, cw: iw, ch: ih, car: iar, idn: usualDensity };
  return evaluateAmount('dn', asked, known, densityBounds);
}
