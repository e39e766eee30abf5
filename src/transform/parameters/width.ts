import { type Length, readLength } from './length.ts';
import type { Parameter } from './parameter.ts';

export const width: Parameter<Length> = {
  keys: ['w'],
  allowedIn: ['base', 'image layer', 'text layer', 'canvas layer'],
  values:
    'pixels from 1; a share of the width below 1; an expression; auto: what a client hint says, absent without one',
  sentence: 'Width of the result. Alone, the height follows from the ratio.',
  example: 'w-300',
  read: readLength,
};
