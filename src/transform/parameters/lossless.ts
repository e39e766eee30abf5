import { readFlag } from '../amount.ts';
import type { Parameter } from './parameter.ts';

export const lossless: Parameter<boolean> = {
  keys: ['lo'],
  allowedIn: ['request'],
  values: 'true, false',
  sentence: 'Lossless PNG, WebP or AVIF; no effect on JPEG.',
  example: 'lo-true',
  read: readFlag,
};
