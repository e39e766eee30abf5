import type { Scalar } from '../../domain/search-query.ts';
import type { Token } from '../token.ts';
import { boolean } from './boolean.ts';
import { parseNumber } from './number.ts';
import type { Operand } from './operand.ts';

/** Of a select field: options have types, `"30"` is not `30` (spec search §4.3). */
export const option: Operand<Scalar> = {
  expected: 'a valid string, number or boolean value. Make sure a string is enclosed within quotes.',
  read(token: Token, now: Date) {
    if (token.kind === 'string') return token.text;
    return token.kind === 'number' ? parseNumber(token.text) : boolean.read(token, now);
  },
};
