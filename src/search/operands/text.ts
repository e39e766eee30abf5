import type { Operand } from './operand.ts';

export const text: Operand<string> = {
  expected: 'a valid string value. Make sure the value is enclosed within quotes.',
  read: ({ kind, text }) => (kind === 'string' ? text : undefined),
};
