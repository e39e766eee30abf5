import { type Amount, readAmount } from '../amount.ts';
import type { Parameter } from './parameter.ts';

export const yCenter: Parameter<Amount> = {
  keys: ['yc'],
  allowedIn: ['base', 'image layer'],
  values: 'pixels from 0; an expression',
  sentence: 'Centre of the window of `cm-extract` from the top; `y` wins over it.',
  example: 'w-300,h-300,cm-extract,xc-300,yc-500',
  read: (text) => readAmount(text, { min: 0 }),
};
