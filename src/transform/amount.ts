import { type Expression, parseExpression } from './expression.ts';

/** A number now, or one that the picture will tell. */
export type Amount = number | Expression;

export interface Bounds {
  readonly min: number;
  readonly max?: number;
}

const decimal = /^(\d+(\.\d*)?|\.\d+)$/;

/** Both bounds included. */
export function readNumber(text: string, { min, max = Number.MAX_VALUE }: Bounds): number | undefined {
  if (!decimal.test(text)) return undefined;
  const number = Number(text);
  return number >= min && number <= max ? number : undefined;
}

export function readInteger(text: string, bounds: Bounds): number | undefined {
  const number = readNumber(text, bounds);
  return Number.isSafeInteger(number) ? number : undefined;
}

/** `N5` and `-5` are five below zero. */
export function readSigned(text: string, { min, max = Number.MAX_VALUE }: Bounds): number | undefined {
  const isNegative = /^[N-]/.test(text);
  const size = readNumber(isNegative ? text.slice(1) : text, { min: 0 });
  if (size === undefined) return undefined;
  const number = isNegative ? 0 - size : size;
  return number >= min && number <= max ? number : undefined;
}

export function readAmount(text: string, bounds: Bounds): Amount | undefined {
  return decimal.test(text) ? readNumber(text, bounds) : parseExpression(text);
}

export function readFlag(text: string): boolean | undefined {
  if (text === 'true') return true;
  return text === 'false' ? false : undefined;
}

/** The word itself when it is one of `words`. */
export function readWord<Word extends string>(text: string, words: readonly Word[]): Word | undefined {
  return words.find((word) => word === text);
}
