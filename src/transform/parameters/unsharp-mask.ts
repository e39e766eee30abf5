import { readNumber } from '../amount.ts';
import { bareEffect } from '../options.ts';
import type { Parameter } from './parameter.ts';

export interface UnsharpMask {
  readonly radius: number;
  readonly sigma: number;
  readonly amount: number;
  readonly threshold: number;
}

export const unsharpMask: Parameter<UnsharpMask> = {
  keys: ['e-usm'],
  // Means nothing, and is refused rather than ignored.
  bare: bareEffect,
  allowedIn: ['base', 'image layer'],
  values: 'radius-sigma-amount-threshold; radius 0: chosen by sigma; threshold 0 to 1',
  sentence: 'Unsharp mask, as the option of ImageMagick; the result is never AVIF.',
  example: 'w-300,e-usm-2-2-0.8-0.024',
  read: readUnsharpMask,
};

/** Zeros are accepted: rewritten URLs of other services carry them (spec image-transformations §7.7). */
function readUnsharpMask(text: string): UnsharpMask | undefined {
  const [first = '', second = '', third = '', fourth = '', ...others] = text.split('-');
  const radius = readNumber(first, { min: 0 });
  const sigma = readNumber(second, { min: 0 });
  const amount = readNumber(third, { min: 0 });
  const threshold = readNumber(fourth, { min: 0, max: 1 });
  if (radius === undefined || sigma === undefined || others.length > 0) return undefined;
  if (amount === undefined || threshold === undefined) return undefined;
  return { radius, sigma, amount, threshold };
}
