import type { Token } from '../token.ts';

/** How a value is written after an operator. */
export interface Operand<Value> {
  /** Ends the sentence "… field must have". */
  readonly expected: string;
  /** Undefined: not a value of this kind. Relative dates count back from `now`. */
  read(token: Token, now: Date): Value | undefined;
}
