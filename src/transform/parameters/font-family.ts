import { findFamily } from '../font-families.ts';
import { pathValue } from '../path-value.ts';
import type { Parameter } from './parameter.ts';

export type FontChoice =
  | { readonly kind: 'family'; readonly family: string }
  /** Where it lies, as the path of an image layer does. */
  | { readonly kind: 'file'; readonly path: string };

export const fontFamily: Parameter<FontChoice> = {
  keys: ['ff'],
  allowedIn: ['text layer'],
  values: 'a family of the list in fonts.md; the path of a .ttf, .otf, .woff or .woff2 file, with @@ for /',
  sentence: 'Font of the text. Open Sans when absent or unknown.',
  example: 'l-text,i-Hello,ff-Lobster,fs-45,l-end',
  read: (text) =>
    /\.(ttf|otf|woff2?)$/i.test(text)
      ? { kind: 'file', path: pathValue(text) }
      : { kind: 'family', family: findFamily(text) },
};
