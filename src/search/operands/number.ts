import type { Operand } from './operand.ts';

const plain = /^-?\d+(?:\.\d+)?$/;

/** A quoted plain number is accepted (spec search §4.3). */
export const number: Operand<number> = {
  expected: 'a valid number value.',
  read: ({ kind, text }) => (kind === 'number' || kind === 'string' ? parseNumber(text) : undefined),
};

/** Undefined for what is too large to be a number of JSON. */
export function parseNumber(text: string): number | undefined {
  if (!plain.test(text)) return undefined;
  const value = Number(text);
  // -0 equals 0, except to what compares trees.
  return Number.isFinite(value) ? value + 0 : undefined;
}
