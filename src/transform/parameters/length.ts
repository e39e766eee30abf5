import { readNumber } from '../amount.ts';
import { type Expression, parseExpression } from '../expression.ts';

/** A side as the URL gives it. Numbers between 0 and 1 are a share of the step's input (T10, T11). */
export type Length =
  | { readonly kind: 'pixels'; readonly pixels: number }
  | { readonly kind: 'share'; readonly share: number }
  /** The client's hint; absent when it gives none. */
  | { readonly kind: 'auto' }
  | Expression;

export function readLength(text: string): Length | undefined {
  if (text === 'auto') return { kind: 'auto' };
  const number = readNumber(text, { min: 0 });
  if (number === 0) return undefined;
  if (number === undefined) return parseExpression(text);
  return number < 1 ? { kind: 'share', share: number } : { kind: 'pixels', pixels: number };
}
