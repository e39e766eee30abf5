import { type BlendMode, blendModes } from '../../domain/blend-mode.ts';
import { readWord } from '../amount.ts';
import type { Parameter } from './parameter.ts';

export const blendMode: Parameter<BlendMode> = {
  keys: ['x-blend'],
  allowedIn: ['image layer', 'text layer', 'canvas layer'],
  values: blendModes.join(', '),
  sentence: 'How its colours mix with those of the base, as in CSS; the base keeps its alpha.',
  example: 'l-image,i-logo.png,x-blend-soft-light,l-end',
  read: (text) => readWord(text, blendModes),
};
