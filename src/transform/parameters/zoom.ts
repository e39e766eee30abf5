import { readNumber } from '../amount.ts';
import type { Parameter } from './parameter.ts';

export const zoom: Parameter<number> = {
  keys: ['z'],
  allowedIn: ['base', 'image layer'],
  values: 'a number above 0',
  sentence:
    'How closely a face or an object is seen: 2 shows half the width, 0.5 twice as much. No effect when none is found.',
  example: 'w-300,h-300,fo-face,z-1.5',
  read: (text) => readNumber(text, { min: Number.MIN_VALUE }),
};
