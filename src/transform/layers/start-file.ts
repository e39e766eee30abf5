import { makeInput } from '../make-input.ts';
import { type Trim, usualTrim } from '../parameters/trim.ts';
import type { Picture } from '../picture.ts';
import type { OverlayNeeded } from '../planning.ts';
import { type Surroundings, surroundingsOf } from '../surroundings.ts';
import type { Layer, ParameterStep } from '../transformation.ts';
import type { LayerStart } from './start-layer.ts';

/** Of an animation the first frame (spec image-transformations §6.2). */
export function startFile(
  path: string,
  layer: Layer,
  base: Picture,
  { sources, options }: Surroundings,
): LayerStart | OverlayNeeded {
  const fullPath = `/${path}`;
  const source = options.overlay(fullPath);
  if (source === undefined) return { kind: 'overlay', path: fullPath };
  const picture = makeInput(source.facts, layer.steps, options.settings.autoOrient);
  return {
    kind: 'start',
    input: { kind: 'file', source: sources.numberOf(source.contentHash), picture },
    steps: trimFirst(layer.steps),
    around: surroundingsOf({ input: picture, source, sources, base, options }),
  };
}

/** Trimmed by default, and before anything else: `cw` and shares are of what is left. */
function trimFirst(steps: readonly ParameterStep[]): readonly ParameterStep[] {
  if (steps.some(({ values }) => values.trim === false)) return steps;
  const [first, ...others] = steps;
  if (first === undefined) return [trimStep(usualTrim)];
  const { trim = usualTrim, ...values } = first.values;
  return [trimStep(trim), { ...first, values }, ...others];
}

function trimStep(trim: Trim): ParameterStep {
  return { kind: 'parameters', values: { trim }, output: {}, layers: [] };
}
