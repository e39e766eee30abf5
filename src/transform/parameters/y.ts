import { type Amount, readAmount } from '../amount.ts';
import type { Parameter } from './parameter.ts';

export const y: Parameter<Amount> = {
  keys: ['y'],
  allowedIn: ['base', 'image layer'],
  values: 'pixels from 0; an expression',
  sentence: 'Top edge of the window of `cm-extract`.',
  example: 'w-300,h-300,cm-extract,x-100,y-300',
  read: (text) => readAmount(text, { min: 0 }),
};
