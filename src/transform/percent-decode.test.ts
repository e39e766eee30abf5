import { expect, it } from 'vitest';
import { percentDecode } from './percent-decode.ts';

it.each([
  ['plain', 'plain'],
  ['a%20b', 'a b'],
  ['30%%20off', '30% off'],
  ['100%', '100%'],
  ['%4', '%4'],
  ['%zz', '%zz'],
  ['%2520', '%20'],
  ['a+b', 'a+b'],
  ['%E0%A4%B9', 'ह'],
  ['%e0%a4%b9', 'ह'],
  // Not UTF-8: read as Latin-1.
  ['caf%E9', 'café'],
  ['%E0%A4', 'à¤'],
  ['%C0%AF', 'À¯'],
  ['%ED%A0%80', 'í\u00a0\u0080'],
])('decodes %s once, and never fails', (raw, decoded) => {
  expect(percentDecode(raw)).toBe(decoded);
});
