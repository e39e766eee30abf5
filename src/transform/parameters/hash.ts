import type { HashFormat } from '../../domain/plan.ts';
import { readWord } from '../amount.ts';
import type { Parameter } from './parameter.ts';

export const hash: Parameter<HashFormat> = {
  keys: ['x-hash'],
  allowedIn: ['request'],
  values: 'blurhash; thumbhash, in base64',
  sentence:
    'Text instead of a picture: a few characters from which a page paints a blur while the picture loads.',
  example: 'w-300,h-200,x-hash-blurhash',
  read: (text) => readWord(text, ['blurhash', 'thumbhash']),
};
