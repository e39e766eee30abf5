import { describe, expect, it } from 'vitest';
import { makeSeal, parseSeal, sealBytes } from './sealed-file.ts';

const seal = { sizeBytes: 5_000_000_000, crc: 0xfedcba98 };
const fileBytes = seal.sizeBytes + sealBytes;

describe('a seal', () => {
  it('reads back what it was made of, sizes beyond 4 GB included', () => {
    expect(parseSeal(makeSeal(seal), fileBytes)).toEqual(seal);
  });

  it.each([
    ['of a file that is longer', makeSeal(seal), fileBytes + 1],
    ['of a file that is shorter', makeSeal(seal), fileBytes - 1],
    ['cut short', makeSeal(seal).subarray(1), fileBytes],
    ['empty', Buffer.alloc(0), 0],
    ['zeros', Buffer.alloc(sealBytes), sealBytes],
    ['with a length beyond all numbers', Buffer.from(`CALOTYP1${'\xff'.repeat(12)}`, 'latin1'), fileBytes],
  ])('is none: %s', (_, bytes, size) => {
    expect(parseSeal(bytes, size)).toBeUndefined();
  });
});
