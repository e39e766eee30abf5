import { bareEffect } from '../options.ts';
import type { Parameter } from './parameter.ts';

export const contrast: Parameter<true> = {
  keys: ['e-contrast'],
  bare: bareEffect,
  allowedIn: ['base', 'image layer'],
  values: 'no value',
  sentence: 'Stretches the lightness of the picture over the whole range from black to white.',
  example: 'e-contrast',
  read: (text) => (text === bareEffect ? true : undefined),
};
