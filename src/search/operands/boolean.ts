import type { Operand } from './operand.ts';

/** Never in quotes: `"true"` is a string (spec search §4.3). */
export const boolean: Operand<boolean> = {
  expected: 'a valid boolean value.',
  read: ({ kind, text }) => (kind === 'boolean' ? text === 'true' : undefined),
};
