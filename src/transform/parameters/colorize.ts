import type { Colour } from '../../domain/plan.ts';
import { readNumber } from '../amount.ts';
import { parseColour } from '../colour.ts';
import { bareEffect, type Options, readOptions } from '../options.ts';
import type { Parameter } from './parameter.ts';

export interface Colorize {
  readonly colour: Colour;
  /** 0…100. */
  readonly intensity: number;
}

const options: Options<Colorize> = {
  colour: { key: 'co', usual: { r: 128, g: 128, b: 128, alpha: 1 }, read: parseColour },
  intensity: { key: 'in', usual: 100, read: (text) => readNumber(text, { min: 0, max: 100 }) },
};

export const colorize: Parameter<Colorize> = {
  keys: ['e-colorize'],
  bare: bareEffect,
  allowedIn: ['base', 'image layer'],
  values: 'co-colour, gray if absent; in-intensity, 0 to 100; joined by _',
  sentence: 'Tints the picture; light and dark stay as they are.',
  example: 'w-300,e-colorize-co-red_in-50',
  read: (text) => readOptions(text, options),
};
