import { readInteger, readNumber } from '../amount.ts';
import { type Options, readOptions } from '../options.ts';
import type { Parameter } from './parameter.ts';

export interface Pixelation {
  /** Pixels. */
  readonly side: number;
  /** Pixels; below 1 a share of the picture. An absent side reaches to the edge. */
  readonly x: number;
  readonly y: number;
  readonly width: number | undefined;
  readonly height: number | undefined;
}

const usualSide = 16;

const options: Options<Pixelation> = {
  side: { key: 's', usual: usualSide, read: (text) => readInteger(text, { min: 2, max: 1000 }) },
  x: { key: 'x', usual: 0, read: (text) => readNumber(text, { min: 0 }) },
  y: { key: 'y', usual: 0, read: (text) => readNumber(text, { min: 0 }) },
  width: { key: 'w', usual: undefined, read: readSide },
  height: { key: 'h', usual: undefined, read: readSide },
};

export const pixelate: Parameter<Pixelation> = {
  keys: ['x-pixelate'],
  allowedIn: ['base', 'image layer'],
  values:
    'true; s-side of the squares, 2 to 1000, 16 if absent; x-, y-, w-, h- of the region, in pixels or, below 1, in shares; joined by _',
  sentence: 'Large squares in the place of detail, in the whole picture or in a region of the resized one.',
  example: 'w-300,x-pixelate-s-12_x-0.25_y-40_w-0.5_h-80',
  read: (text) => readOptions(text, options),
};

function readSide(text: string): number | undefined {
  const side = readNumber(text, { min: 0 });
  return side === 0 ? undefined : side;
}
