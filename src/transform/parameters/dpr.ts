import { type Amount, readAmount } from '../amount.ts';
import type { Parameter } from './parameter.ts';

export const dprBounds = { min: 0.1, max: 5 };

export type Dpr = Amount | { readonly kind: 'auto' };

export const dpr: Parameter<Dpr> = {
  keys: ['dpr'],
  allowedIn: ['base', 'image layer'],
  values: '0.1 to 5; an expression; auto: what a client hint says, absent without one',
  sentence: 'Multiplies `w` and `h`, unless a side would leave the allowed range.',
  example: 'w-300,dpr-2',
  read: (text) => (text === 'auto' ? { kind: 'auto' } : readAmount(text, dprBounds)),
};
