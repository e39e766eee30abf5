import { type Amount, readAmount } from '../amount.ts';
import type { Parameter } from './parameter.ts';

export const fontSize: Parameter<Amount> = {
  keys: ['fs'],
  allowedIn: ['text layer'],
  values: 'pixels above 0; an expression of bw, bh, bar',
  sentence: 'Size of the font: its em, in CSS pixels. 14 when absent.',
  example: 'l-text,i-Hello,fs-45,l-end',
  read: (text) => readAmount(text, { min: Number.MIN_VALUE }),
};
