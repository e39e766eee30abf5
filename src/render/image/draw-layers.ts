import type { CanvasInput, LayerPlan, Operation } from '../../domain/plan.ts';
import type { SourcePaths } from '../../domain/renderer.ts';
import { type ColourPicture, withAlpha } from './colour-channels.ts';
import type { DrawnLayers } from './operation-step.ts';
import { type RawPicture, readResult } from './picture.ts';
import { runOnPixels, runOperations } from './run-operations.ts';

export interface LayerLimits {
  readonly maxPixels: number;
}

/** Every layer that these operations lay on their picture, nested ones first. */
export async function drawLayers(
  operations: readonly Operation[],
  sources: SourcePaths,
  limits: LayerLimits,
): Promise<DrawnLayers> {
  const drawn = new Map<LayerPlan, ColourPicture>();
  for (const operation of operations) {
    if (operation.kind !== 'composite' && operation.kind !== 'displace') continue;
    drawn.set(operation.layer, await drawLayer(operation.layer, sources, limits));
  }
  return drawn;
}

async function drawLayer(
  layer: LayerPlan,
  sources: SourcePaths,
  limits: LayerLimits,
): Promise<ColourPicture> {
  const { input, operations } = layer;
  const layers = await drawLayers(operations, sources, limits);
  const pipeline =
    input.kind === 'canvas'
      ? await runOnPixels(drawCanvas(input), operations, layers)
      : (
          await runOperations({
            sourcePath: sources.overlayPaths?.[input.source - 1] ?? '',
            input: input.picture,
            operations,
            ...limits,
            animated: false,
            layers,
          })
        ).pipeline;
  return withAlpha(await readResult(pipeline, operations, { frames: 1, size: layer }));
}

function drawCanvas({ width, height, colour }: CanvasInput): RawPicture {
  const { r, g, b, alpha } = colour;
  const data = Buffer.alloc(width * height * 4, Buffer.from([r, g, b, Math.round(alpha * 255)]));
  return { data, width, height, channels: 4, frames: 1 };
}
