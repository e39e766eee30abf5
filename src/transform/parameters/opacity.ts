import { readNumber } from '../amount.ts';
import type { Parameter } from './parameter.ts';

export const opacity: Parameter<number> = {
  keys: ['o'],
  allowedIn: ['base', 'image layer'],
  values: '0 to 100',
  sentence: 'Per cent of the opacity that stays; with `bg` the picture is blended onto that colour.',
  example: 'o-50',
  read: (text) => readNumber(text, { min: 0, max: 100 }),
};
