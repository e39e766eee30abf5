import { readInteger } from '../amount.ts';
import type { Parameter } from './parameter.ts';

export const quality: Parameter<number> = {
  keys: ['q'],
  allowedIn: ['request', 'image layer'],
  values: '1 to 100',
  sentence:
    'Quality of the encoder; without it the setting, never more than a JPEG source has. Below 100 a PNG gets a palette.',
  example: 'q-60',
  read: (text) => readInteger(text, { min: 1, max: 100 }),
};
