import type { TextAlignment } from '../../domain/text-box.ts';
import { readWord } from '../amount.ts';
import type { Parameter } from './parameter.ts';

export const textAlignment: Parameter<TextAlignment> = {
  keys: ['ia'],
  allowedIn: ['text layer'],
  values: 'left, center, right',
  sentence: 'Where lines stand in their box. In the centre when absent.',
  example: 'l-text,i-Hello%20world,w-100,ia-left,l-end',
  read: (text) => readWord(text, ['left', 'center', 'right'] as const),
};
