import { pathValue } from '../path-value.ts';
import type { Parameter } from './parameter.ts';

export const defaultImage: Parameter<string> = {
  keys: ['di'],
  allowedIn: ['request'],
  values: 'a path, with @@ for /',
  sentence: 'Delivered in the place of a file that does not exist.',
  example: 'di-@@path@@to@@image.jpg',
  read: (text) => {
    const path = pathValue(text);
    return path === '' ? undefined : `/${path}`;
  },
};
