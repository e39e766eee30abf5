import { type Length, readLength } from './length.ts';
import type { Parameter } from './parameter.ts';

export const height: Parameter<Length> = {
  keys: ['h'],
  allowedIn: ['base', 'image layer', 'canvas layer'],
  values: 'pixels from 1; a share of the height below 1; an expression',
  sentence: 'Height of the result. Alone, the width follows from the ratio.',
  example: 'h-200',
  read: readLength,
};
