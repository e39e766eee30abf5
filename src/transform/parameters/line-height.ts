import { type Amount, readAmount } from '../amount.ts';
import type { Parameter } from './parameter.ts';

export const lineHeight: Parameter<Amount> = {
  keys: ['lh'],
  allowedIn: ['text layer'],
  values: 'pixels from 1; an expression of bw, bh, bar',
  sentence: 'From line to line. As the font has it when absent.',
  example: 'l-text,i-Hello%20world,w-60,lh-20,l-end',
  read: (text) => readAmount(text, { min: 1 }),
};
