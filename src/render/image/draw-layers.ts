import type { Sharp } from 'sharp';
import type { CanvasInput, LayerInput, LayerPlan, Operation } from '../../domain/plan.ts';
import type { SourcePaths } from '../../domain/renderer.ts';
import type { WorkerLimits } from '../limits.ts';
import { type ColourPicture, withAlpha } from './colour-channels.ts';
import type { LayerMemory } from './layer-memory.ts';
import type { DrawnLayers } from './operation-step.ts';
import { type RawPicture, readResult } from './picture.ts';
import { runOnPixels, runOperations } from './run-operations.ts';
import { drawText } from './text/draw-text.ts';

/** What drawing may use. */
export interface DrawingLimits extends WorkerLimits {
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
  const { input, operations } = layer;
  const layers = await drawLayers(operations, sources, limits);
  const pipeline = await startLayer(input, operations, { layers, sources, limits });
  return withAlpha(await readResult(pipeline, operations, { frames: 1, size: layer }));
}

interface Around {
  readonly layers: DrawnLayers;
  readonly sources: SourcePaths;
  readonly limits: WorkerLimits;
}

/** Ends with the last of the layer's own operations, which has not run yet. */
async function startLayer(
  input: LayerInput,
  operations: readonly Operation[],
  { layers, sources, limits }: Around,
): Promise<Sharp> {
  switch (input.kind) {
    case 'canvas':
      return await runOnPixels(drawCanvas(input), operations, layers);
    case 'text':
      return await runOnPixels(await drawText(input.box, sources, limits), operations, layers);
    case 'file': {
      const sourcePath = sources.overlayPaths?.[input.source - 1];
      if (sourcePath === undefined) throw new Error('A layer whose file was not handed over');
      const job = { sourcePath, input: input.picture, operations, limits, animated: false, layers };
      return (await runOperations(job)).pipeline;
    }
  }
}

function drawCanvas({ width, height, colour }: CanvasInput): RawPicture {
  const { r, g, b, alpha } = colour;
  const data = Buffer.alloc(width * height * 4, Buffer.from([r, g, b, Math.round(alpha * 255)]));
  return { data, width, height, channels: 4, frames: 1 };
}
