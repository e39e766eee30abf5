import { readNumber, readSigned } from '../amount.ts';
import { bareEffect, type Options, readOptions } from '../options.ts';
import type { Parameter } from './parameter.ts';

export interface Shadow {
  readonly blur: number;
  /** 0…100. */
  readonly strength: number;
  /** Offset in per cent of the width. */
  readonly x: number;
  /** In per cent of the height. */
  readonly y: number;
}

const options: Options<Shadow> = {
  blur: { key: 'bl', usual: 10, read: (text) => readNumber(text, { min: 0, max: 15 }) },
  strength: { key: 'st', usual: 30, read: (text) => readNumber(text, { min: 0, max: 100 }) },
  x: { key: 'x', usual: 2, read: readOffset },
  y: { key: 'y', usual: 2, read: readOffset },
};

export const shadow: Parameter<Shadow> = {
  keys: ['e-shadow'],
  bare: bareEffect,
  allowedIn: ['base', 'image layer'],
  values:
    'bl-blur, 0 to 15; st-strength, 0 to 100; x-offset and y-offset in per cent of the sides, N for negative; joined by _',
  sentence: 'A shadow under what is not transparent; of a picture of limited size.',
  example: 'w-300,e-shadow-bl-15_st-40_x-10_y-N5',
  read: (text) => readOptions(text, options),
};

function readOffset(text: string): number | undefined {
  return readSigned(text, { min: -100, max: 100 });
}
