import { type Amount, readAmount } from '../amount.ts';
import type { Parameter } from './parameter.ts';

export const densityBounds = { min: 1, max: 1200 };

export const density: Parameter<Amount> = {
  keys: ['dn'],
  allowedIn: ['request'],
  values: '1 to 1200; an expression with idn',
  sentence:
    'Dots per inch to write into the file; pixels stay as they are, except those of a vector picture: 72 is its own size.',
  example: 'dn-300',
  read: (text) => readAmount(text, densityBounds),
};
