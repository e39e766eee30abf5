import { readInteger } from '../amount.ts';
import type { Parameter } from './parameter.ts';

export const maxBytes: Parameter<number> = {
  keys: ['x-maxbytes'],
  allowedIn: ['request'],
  values: 'bytes from 1',
  sentence:
    'Lowers the quality, or the number of colours of a PNG or GIF, until the file is no larger; 400 when it cannot be.',
  example: 'w-300,x-maxbytes-20000',
  read: (text) => readInteger(text, { min: 1 }),
};
