import type { Parameter } from './parameter.ts';

export const grayscale: Parameter<true> = {
  keys: ['e-grayscale'],
  bare: 'true',
  allowedIn: ['base', 'image layer'],
  values: 'no value',
  sentence: 'Takes the colours away.',
  example: 'e-grayscale',
  read: (text) => (text === 'true' ? true : undefined),
};
