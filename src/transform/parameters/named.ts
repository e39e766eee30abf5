import type { Parameter } from './parameter.ts';

export const named: Parameter<string> = {
  keys: ['n'],
  allowedIn: ['request', 'base', 'image layer', 'text layer', 'canvas layer'],
  values: 'letters, digits and _; case-sensitive',
  sentence: 'A transformation stored under a name, put in the place of the token.',
  example: 'n-media_library_thumbnail',
  read: (text) => (/^[A-Za-z0-9_]+$/.test(text) ? text : undefined),
};
