import { parseCondition } from './condition.ts';
import { checkOneTask } from './generative/generative-tasks.ts';
import { type LayerInput, readLayerInput } from './layers/layer-input.ts';
import { readLayerValues } from './layers/read-layer-values.ts';
import { readTextLayer } from './layers/read-text-layer.ts';
import { outputParameters, stepParameters } from './parameters/index.ts';
import type { StepPlace } from './parameters/parameter.ts';
import { readToken, type TokenContext } from './read-token.ts';
import { badTransformation, unsupported } from './refusals.ts';
import { maxLayerDepth, type WrittenItem, type WrittenLayer, type WrittenStep } from './split-steps.ts';
import type { Layer, ParameterStep, Step } from './transformation.ts';

interface ReadContext extends TokenContext {
  /** 0 for the base. */
  readonly layerDepth: number;
  /** Inside a condition, where the source is settled already. */
  readonly inIf?: boolean;
}

/** Written steps → typed values. Steps that say nothing vanish. */
export function readBaseSteps(
  steps: readonly WrittenStep[],
  { lenient, generative }: Pick<ReadContext, 'lenient' | 'generative'>,
): Step[] {
  return readSteps(steps, { lenient, generative, place: 'base', layerDepth: 0 });
}

function readSteps(steps: readonly WrittenStep[], context: ReadContext): Step[] {
  return steps.flatMap((step) =>
    step.kind === 'if' ? readIf(step, context) : readItems(step.items, context),
  );
}

function readIf(step: WrittenStep & { kind: 'if' }, context: ReadContext): Step[] {
  const condition = parseCondition(step.condition);
  if (condition === undefined) throw badTransformation(step.text);
  const inside = { ...context, inIf: true };
  const then = readSteps(step.then, inside);
  return [{ kind: 'if', condition, then, otherwise: readSteps(step.otherwise, inside) }];
}

/** The same key twice: the last one wins. The table of parameters vouches for names and types together. */
function readItems(items: readonly WrittenItem[], context: ReadContext): ParameterStep[] {
  const values: Record<string, unknown> = {};
  const output: Record<string, unknown> = {};
  const layers: Layer[] = [];
  for (const item of items) {
    if (item.kind === 'layer') {
      layers.push(readLayer(item, context));
      continue;
    }
    const read = readToken(item, context);
    if (read === undefined) continue;
    if (read.name === 'page' && context.inIf && context.place === 'base') throw badTransformation(item.text);
    if (Object.hasOwn(stepParameters, read.name)) values[read.name] = read.value;
    if (isOutput(read.name, context)) output[read.name] = read.value;
  }
  checkOneTask(values);
  const saysNothing = [values, output, layers].every((part) => Object.keys(part).length === 0);
  return saysNothing ? [] : [{ kind: 'parameters', values, output, layers }];
}

/** A layer is not written to a file: its `q` has no effect (spec image-transformations §6.4). */
function isOutput(name: string, { place }: ReadContext): boolean {
  return place === 'base' && Object.hasOwn(outputParameters, name);
}

function readLayer(layer: WrittenLayer, context: ReadContext): Layer {
  const layerDepth = context.layerDepth + 1;
  const input = layerTypes.has(layer.type) ? readLayerInput(layer) : undefined;
  // Names that have become layers may nest deeper than anything written.
  if (input === undefined || layerDepth > maxLayerDepth) throw badTransformation(layer.text);
  if (!mayHoldLayers.has(context.place)) throw badTransformation(layer.text);
  if (!drawnTypes.has(layer.type)) throw unsupported(layer.text);
  const own = { ...context, place: placeOf(input), layerDepth };
  const read = { steps: readLayerSteps(layer, own), values: readLayerValues(layer, own) };
  return input.kind === 'text' ? readTextLayer(input.text, layer, read, own) : { input, ...read };
}

const mayHoldLayers: ReadonlySet<StepPlace> = new Set(['base', 'image layer']);
const layerTypes = new Set(['image', 'text', 'video', 'subtitles', 'subtitle']);

/** Moving layers are for moving bases. */
const drawnTypes = new Set(['image', 'text']);

function placeOf({ kind }: LayerInput): StepPlace {
  if (kind === 'path') return 'image layer';
  return kind === 'canvas' ? 'canvas layer' : 'text layer';
}

/** The language has no conditions inside layers; a named transformation may try to bring one in. */
function readLayerSteps({ steps }: WrittenLayer, context: ReadContext): ParameterStep[] {
  return steps.flatMap((step) => {
    if (step.kind === 'if') throw badTransformation(step.text);
    return readItems(step.items, context);
  });
}
