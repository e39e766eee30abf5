import { readNumber } from '../amount.ts';
import type { Parameter } from './parameter.ts';

/** Fractions are accepted because rewritten imgix URLs carry them (spec delivery §18.3). */
export const blur: Parameter<number> = {
  keys: ['bl'],
  allowedIn: ['base', 'image layer'],
  values: '1 to 100',
  sentence: 'Gaussian blur; the value is the standard deviation in pixels of the resized picture.',
  example: 'w-300,bl-6',
  read: (text) => readNumber(text, { min: 1, max: 100 }),
};
