import type { LayerInput, LayerPlan } from '../../domain/plan.ts';
import { checkSize } from '../check-size.ts';
import { foldDrawing } from '../fold-drawing.ts';
import type { Picture } from '../picture.ts';
import type { PlanningNeed } from '../planning.ts';
import { type Size, type Surroundings, variablesOf } from '../surroundings.ts';
import type { Layer, Step } from '../transformation.ts';
import { layOn } from './lay-on.ts';
import type { LayerStart } from './layer-start.ts';
import { startLayer } from './start-layer.ts';

/** Handed in, because steps hold layers and layers hold steps. */
export type RunSteps = (
  steps: readonly Step[],
  around: Surroundings,
) => PlanningNeed | { readonly kind: 'work'; readonly picture: Picture; readonly around: Surroundings };

/** Each lies on the picture and on those before it (spec image-transformations §6.2). */
export function addLayers(
  base: Picture,
  layers: readonly Layer[],
  around: Surroundings,
  runSteps: RunSteps,
): Picture | PlanningNeed {
  let picture = base;
  for (const layer of layers) {
    const next = addLayer(picture, layer, around, runSteps);
    if ('kind' in next) return next;
    picture = next;
  }
  return picture;
}

function addLayer(
  base: Picture,
  layer: Layer,
  around: Surroundings,
  runSteps: RunSteps,
): Picture | PlanningNeed {
  const start = startLayer(layer, base, around);
  if (start.kind !== 'start') return start;
  const work = runSteps(start.steps, start.around);
  if (work.kind !== 'work') return work;
  const plan = planLayer(inputOf(start, work.around), work.picture);
  checkSize(sizeOf(plan.input), work.picture, 1, around.options.settings.maxPixels);
  return layOn({ base, plan, layer, known: variablesOf(work.picture, start.around) });
}

/** What a model has made of a file takes its place. */
function inputOf({ input, around }: LayerStart, { ground, sources }: Surroundings): LayerInput {
  if (input.kind !== 'file' || ground === undefined || ground === around.ground) return input;
  return { kind: 'file', source: sources.numberOf(ground.source.contentHash), picture: ground.input };
}

function planLayer(input: LayerInput, { operations, width, height }: Picture): LayerPlan {
  if (input.kind !== 'file') return { input, operations, width, height };
  const drawing = foldDrawing({ input: input.picture, operations });
  return { input: { ...input, picture: drawing.input }, operations: drawing.operations, width, height };
}

function sizeOf(input: LayerInput): Size {
  return input.kind === 'file' ? input.picture : input;
}
