import { isVector } from '../../domain/media-facts.ts';
import type { Box, CropOperation, Operation, PlanInput, ResizeOperation } from '../../domain/plan.ts';
import type { Size } from './operation-step.ts';

/**
 * Cut first, then resize, is turned round where it pays: a JPEG or WebP can be reduced while it is decoded, an SVG
 * be drawn at the size that is needed, but only as a whole. The result moves by less than one pixel, which is why a
 * raster is left alone unless it shrinks to a quarter: there one pixel is an average of sixteen.
 */
const worthwhileRatio = 4;

export function zoomBeforeCrop(
  operations: readonly Operation[],
  input: PlanInput,
  maxPixels: number,
): readonly Operation[] {
  const [crop, resize, ...rest] = operations;
  if (crop?.kind !== 'crop' || resize?.kind !== 'resize') return operations;
  const scale = { x: resize.width / crop.width, y: resize.height / crop.height };
  if (!isWorthwhile(input, Math.max(scale.x, scale.y))) return operations;
  const whole = {
    width: Math.max(resize.width, Math.round(input.width * scale.x)),
    height: Math.max(resize.height, Math.round(input.height * scale.y)),
  };
  if (whole.width * whole.height > maxPixels) return operations;
  return [zoomTo(whole), cut(crop, resize, whole, scale), ...rest];
}

function isWorthwhile({ format }: PlanInput, scale: number): boolean {
  if (isVector(format)) return true;
  return (format === 'jpeg' || format === 'webp') && scale <= 1 / worthwhileRatio;
}

function zoomTo(size: Size): ResizeOperation {
  return { kind: 'resize', ...size };
}

function cut(box: Box, size: Size, whole: Size, scale: { x: number; y: number }): CropOperation {
  return {
    kind: 'crop',
    left: Math.min(Math.round(box.left * scale.x), whole.width - size.width),
    top: Math.min(Math.round(box.top * scale.y), whole.height - size.height),
    width: size.width,
    height: size.height,
  };
}
