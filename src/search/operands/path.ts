import { normalizePath } from '../../domain/names.ts';
import type { Operand } from './operand.ts';
import { text } from './text.ts';

export const path: Operand<string> = {
  expected: text.expected,
  read: ({ kind, text }) => (kind === 'string' ? normalizePath(text) : undefined),
};
