import type { Sharp } from 'sharp';
import type { CanvasInput, LayerPlan, Operation } from '../../domain/plan.ts';
import type { SourcePaths } from '../../domain/renderer.ts';
import { type ColourPicture, withAlpha } from './colour-channels.ts';
import type { LayerMemory } from './layer-memory.ts';
import type { DrawnLayers } from './operation-step.ts';
import { type RawPicture, readResult } from './picture.ts';
import { runOnPixels, runOperations } from './run-operations.ts';

/** What drawing may use. */
export interface DrawingLimits {
  readonly maxPixels: number;
  /** Absent: nothing is remembered. */
  readonly layerMemory?: LayerMemory;
}

/** Every layer that these operations lay on their picture, nested ones first. */
export async function drawLayers(
  operations: readonly Operation[],
  sources: SourcePaths,
  limits: DrawingLimits,
): Promise<DrawnLayers> {
  const drawn = new Map<LayerPlan, ColourPicture>();
  for (const operation of operations) {
    if (operation.kind !== 'composite' && operation.kind !== 'displace') continue;
    drawn.set(operation.layer, await recallOrDraw(operation.layer, sources, limits));
  }
  return drawn;
}

async function recallOrDraw(layer: LayerPlan, sources: SourcePaths, limits: DrawingLimits) {
  const known = limits.layerMemory?.recall(layer, sources);
  if (known !== undefined) return known;
  const drawn = await drawLayer(layer, sources, limits);
  limits.layerMemory?.keep(layer, sources, drawn);
  return drawn;
}

async function drawLayer(
  layer: LayerPlan,
  sources: SourcePaths,
  limits: DrawingLimits,
): Promise<ColourPicture> {
  const { operations } = layer;
  const nested = await drawLayers(operations, sources, limits);
  const pipeline = await runLayer(layer, { sources, nested, maxPixels: limits.maxPixels });
  return withAlpha(await readResult(pipeline, operations, { frames: 1, size: layer }));
}

interface LayerParts {
  readonly sources: SourcePaths;
  readonly nested: DrawnLayers;
  readonly maxPixels: number;
}

/** Ends with the last of the layer's own operations, which has not run yet. */
async function runLayer(
  { input, operations }: LayerPlan,
  { sources, nested, maxPixels }: LayerParts,
): Promise<Sharp> {
  if (input.kind === 'canvas') return await runOnPixels(drawCanvas(input), operations, nested);
  const sourcePath = sources.overlayPaths?.[input.source - 1];
  if (sourcePath === undefined) throw new Error('A layer whose file was not handed over');
  const job = { sourcePath, input: input.picture, operations, maxPixels, animated: false, layers: nested };
  return (await runOperations(job)).pipeline;
}

function drawCanvas({ width, height, colour }: CanvasInput): RawPicture {
  const { r, g, b, alpha } = colour;
  const data = Buffer.alloc(width * height * 4, Buffer.from([r, g, b, Math.round(alpha * 255)]));
  return { data, width, height, channels: 4, frames: 1 };
}
