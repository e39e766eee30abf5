import { readFlag } from '../amount.ts';
import type { Parameter } from './parameter.ts';

export const original: Parameter<boolean> = {
  keys: ['orig'],
  bare: 'true',
  allowedIn: ['request'],
  values: 'true, false',
  sentence: 'The stored bytes, unchanged; every other parameter is ignored.',
  example: 'orig-true',
  read: readFlag,
};
