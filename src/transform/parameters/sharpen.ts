import { readNumber } from '../amount.ts';
import { bareEffect } from '../options.ts';
import type { Parameter } from './parameter.ts';

export type Sharpening = 'mild' | number;

export const sharpen: Parameter<Sharpening> = {
  keys: ['e-sharpen'],
  bare: bareEffect,
  allowedIn: ['base', 'image layer'],
  values: 'no value: mild; 0 to 100, and more acts like 100',
  sentence: 'Sharpens; more with a larger value.',
  example: 'w-300,e-sharpen-50',
  read: (text) => (text === bareEffect ? 'mild' : readNumber(text, { min: 0 })),
};
