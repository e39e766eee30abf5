import type { Blend, OverlayOptions } from 'sharp';
import type { Colour } from '../../domain/plan.ts';

export function isGrey({ r, g, b }: Colour): boolean {
  return r === g && g === b;
}

/** One pixel of this colour, repeated over the whole picture. */
export function solid(background: Colour, blend: Blend): OverlayOptions {
  return { input: { create: { width: 1, height: 1, channels: 4, background } }, tile: true, blend };
}
