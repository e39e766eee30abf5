import { choosePage } from '../choose-page.ts';
import { makeInput } from '../make-input.ts';
import { type Trim, usualTrim } from '../parameters/trim.ts';
import type { Picture } from '../picture.ts';
import type { PlanningNeed } from '../planning.ts';
import { sourceOfPage } from '../source-of-page.ts';
import { type Surroundings, surroundingsOf } from '../surroundings.ts';
import type { Layer, ParameterStep } from '../transformation.ts';
import type { LayerStart } from './layer-start.ts';

/** Of an animation the first frame (spec image-transformations §6.2). */
export function startFile(
  path: string,
  layer: Layer,
  base: Picture,
  { sources, options }: Surroundings,
): LayerStart | PlanningNeed {
  const fullPath = `/${path}`;
  const source = options.overlay(fullPath);
  if (source === undefined) return { kind: 'overlay', path: fullPath };
  const page = choosePage(source.facts, layer.steps);
  const shown = sourceOfPage(source, { page, isStill: true }, options);
  if ('kind' in shown) return shown;
  const picture = makeInput(shown.facts, layer.steps, { autoOrient: options.settings.autoOrient, page });
  return {
    kind: 'start',
    input: { kind: 'file', source: sources.numberOf(source.contentHash), picture },
    steps: trimFirst(layer.steps),
    around: surroundingsOf({ input: picture, source: shown, sources, base, options }),
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
