import { readFlag } from '../amount.ts';
import type { Parameter } from './parameter.ts';

export const progressive: Parameter<boolean> = {
  keys: ['pr'],
  allowedIn: ['request'],
  values: 'true, false',
  sentence: 'Progressive JPEG.',
  example: 'pr-true',
  read: readFlag,
};
