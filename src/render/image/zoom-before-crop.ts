import { isVector } from '../../domain/media-facts.ts';
import type { Operation, PlanInput } from '../../domain/plan.ts';
import { isFarZoom, zoomAndCut } from '../../domain/zoom-and-cut.ts';

/**
 * Cut first, then resize, is turned round where it pays: a JPEG or WebP can be reduced while it is decoded, an SVG
 * be drawn at the size that is needed, but only as a whole. The result moves by less than one pixel, which is why a
 * raster is left alone unless it shrinks to a quarter: there one pixel is an average of sixteen.
 */
export function zoomBeforeCrop(
  operations: readonly Operation[],
  input: PlanInput,
  maxPixels: number,
): readonly Operation[] {
  const [crop, resize, ...rest] = operations;
  if (crop?.kind !== 'crop' || resize?.kind !== 'resize') return operations;
  if (!isVector(input.format) && !(shrinksOnLoad(input) && isFarZoom(crop, resize))) return operations;
  const { zoom, cut } = zoomAndCut(crop, resize, input);
  return zoom.width * zoom.height > maxPixels ? operations : [zoom, cut, ...rest];
}

function shrinksOnLoad({ format }: PlanInput): boolean {
  return format === 'jpeg' || format === 'webp';
}
