import type { Parameter } from './parameter.ts';

export const encodedLayerSource: Parameter<string> = {
  keys: ['ie'],
  allowedIn: ['image layer', 'text layer', 'canvas layer'],
  values: 'as `i`, in Base64',
  sentence: 'As `i`, for characters that mean something in a URL, and wins over it.',
  example: 'l-image,ie-bG9nb3MvbG9nby5wbmc=,w-100,l-end',
  read: (text) => text,
};
