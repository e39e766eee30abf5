import { readNumber } from '../amount.ts';
import type { Parameter } from './parameter.ts';

export const likeness: Parameter<number> = {
  keys: ['x-quality'],
  allowedIn: ['request'],
  values:
    '1 to 100 on the scale of SSIMULACRA 2: 50 is middling, 70 high, 90 not to be told from the original',
  sentence:
    'The smallest file that still looks like this: the quality is found by looking, picture by picture.',
  example: 'w-300,x-quality-70',
  read: (text) => readNumber(text, { min: 1, max: 100 }),
};
