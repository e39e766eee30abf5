import type { Operand } from './operand.ts';

const types = ['file', 'file-version', 'folder'];

export const assetType: Operand<string> = {
  expected: `one of the following values: ${types.join(', ')}.`,
  read: ({ kind, text }) => (kind === 'string' ? types.find((type) => type === text) : undefined),
};
