import { type Amount, readAmount } from '../amount.ts';
import { unsupported } from '../refusals.ts';
import type { Parameter } from './parameter.ts';

export const dprBounds = { min: 0.1, max: 5 };

export const dpr: Parameter<Amount> = {
  keys: ['dpr'],
  allowedIn: ['base', 'image layer'],
  values: '0.1 to 5; an expression',
  sentence: 'Multiplies `w` and `h`, unless a side would leave the allowed range.',
  example: 'w-300,dpr-2',
  read: (text) => {
    if (text === 'auto') throw unsupported('dpr-auto');
    return readAmount(text, dprBounds);
  },
};
