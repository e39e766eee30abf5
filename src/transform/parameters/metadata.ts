import { readFlag } from '../amount.ts';
import type { Parameter } from './parameter.ts';

export const metadata: Parameter<boolean> = {
  keys: ['md'],
  allowedIn: ['request'],
  values: 'true, false',
  sentence: 'Keeps EXIF, XMP and IPTC.',
  example: 'md-true',
  read: readFlag,
};
