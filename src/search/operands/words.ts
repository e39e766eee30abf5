import { tokensOf } from '../full-text.ts';
import type { Operand } from './operand.ts';
import { text } from './text.ts';

/** Of full text; a string without any token asks for nothing. */
export const words: Operand<readonly string[]> = {
  expected: text.expected,
  read({ kind, text }) {
    const tokens = kind === 'string' ? tokensOf(text) : [];
    return tokens.length === 0 ? undefined : tokens;
  },
};
