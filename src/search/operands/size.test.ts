import { expect, it } from 'vitest';
import { size } from './size.ts';

const now = new Date();

it.each([
  ['0', 0],
  ['1024', 1024],
  ['-1', -1],
  ['1b', 1],
  ['1kb', 1024],
  ['1.5 MB', 1_572_864],
  ['2 Gb', 2_147_483_648],
  ['1TB', 1_099_511_627_776],
])('%s is %i bytes', (text, bytes) => {
  expect(size.read({ kind: 'string', text, start: 0 }, now)).toBe(bytes);
});

it.each(['', 'kb', '1k', '1 kib', '1.mb', '.5mb', '1..5mb', '1e3', ' 1kb', '1kb ', `${'9'.repeat(308)}tb`])(
  '%j is none',
  (text) => {
    expect(size.read({ kind: 'string', text, start: 0 }, now)).toBeUndefined();
  },
);
