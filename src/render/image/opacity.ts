import type { OpacityOperation, Operation } from '../../domain/plan.ts';
import { bringsTransparency } from './brings-transparency.ts';
import { addAlpha, withColours } from './colour-channels.ts';
import type { PassSoFar, Place } from './operation-step.ts';
import type { RawPicture } from './picture.ts';

/**
 * What is opaque gets an alpha of its own at the end of the pass. Else pixel by pixel: a sheet that sharp lays over the picture
 * gives the same, and mixes all colours in floating point for it: measured, 30 ms for a sixth of a megapixel, this way 2.
 */
export const placeOpacity: Place<OpacityOperation> = ({ factor }, pass) =>
  isOpaque(pass)
    ? { stage: 'alpha', apply: (pipeline) => pipeline.ensureAlpha(nearestAlpha(factor)) }
    : { stage: 'redraw', redraw: (picture) => fade(picture, factor) };

/** A JPEG has no alpha, and sharp adds none for these. */
function isOpaque({ decodes, operations }: PassSoFar): boolean {
  return decodes === 'jpeg' && operations.every(staysOpaque);
}

function staysOpaque(operation: Operation): boolean {
  return withoutAlpha.has(operation.kind) && !bringsTransparency(operation);
}

const withoutAlpha: ReadonlySet<Operation['kind']> = new Set([
  'crop',
  'resize',
  'attend',
  'flip',
  'rotate',
  'extend',
  'grayscale',
  'blur',
  'sharpen',
  'contrast',
]);

/** Sharp cuts 255 times this to a whole number; a little more, so that it comes to the nearest. */
function nearestAlpha(factor: number): number {
  return Math.min(1, (Math.round(255 * factor) + 0.25) / 255);
}

function fade(picture: RawPicture, factor: number): RawPicture {
  const { data, channels, ...others } = withColours(picture);
  if (channels === 3) return { ...others, data: addAlpha(data, Math.round(255 * factor)), channels: 4 };
  for (let index = 3; index < data.length; index += 4) data[index] = (data[index] ?? 0) * factor + 0.5;
  return { ...others, data, channels };
}
