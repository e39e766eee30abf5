import { readFlag } from '../amount.ts';
import type { Parameter } from './parameter.ts';

export const colorProfile: Parameter<boolean> = {
  keys: ['cp'],
  allowedIn: ['request'],
  values: 'true, false',
  sentence: 'Keeps the colour profile of the source; the result is never AVIF then.',
  example: 'cp-true',
  read: readFlag,
};
