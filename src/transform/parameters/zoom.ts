import { readNumber } from '../amount.ts';
import type { Parameter } from './parameter.ts';

export const zoom: Parameter<number> = {
  keys: ['z'],
  allowedIn: ['base', 'image layer'],
  values: 'a number above 0',
  sentence:
    'How closely `fo-face` or an object is seen; without a detector nothing is found, and it has no effect.',
  example: 'w-300,h-300,fo-face,z-1.5',
  read: (text) => readNumber(text, { min: Number.MIN_VALUE }),
};
