import { readInteger } from '../amount.ts';
import type { Parameter } from './parameter.ts';

/** Threshold of `t-true`: documented pictures show 5 to remove less and 15 more (spec image-transformations §7.9). */
const usualThreshold = 10;

export type Trim = false | { readonly threshold: number };

/** What a layer is trimmed by unless it says otherwise. */
export const usualTrim: Trim = { threshold: usualThreshold };

export const trim: Parameter<Trim> = {
  keys: ['t'],
  bare: 'true',
  allowedIn: ['base', 'image layer'],
  values: 'true, false, 1 to 99',
  sentence: 'Cuts away a frame whose pixels differ from the top-left one by no more than the value.',
  example: 't-true',
  read: readTrim,
};

function readTrim(text: string): Trim | undefined {
  if (text === 'false') return false;
  const threshold = text === 'true' ? usualThreshold : readInteger(text, { min: 1, max: 99 });
  return threshold === undefined ? undefined : { threshold };
}
