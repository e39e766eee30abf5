import { describe, expect, it } from 'vitest';
import { makeTrailer, parseTrailer, trailerBytes } from './file-trailer.ts';

const trailer = { sizeBytes: 5_000_000_000, crc: 0xfedcba98 };
const fileBytes = trailer.sizeBytes + trailerBytes;

describe('a trailer', () => {
  it('reads back what it was made of, sizes beyond 4 GB included', () => {
    expect(parseTrailer(makeTrailer(trailer), fileBytes)).toEqual(trailer);
  });

  it.each([
    ['of a file that is longer', makeTrailer(trailer), fileBytes + 1],
    ['of a file that is shorter', makeTrailer(trailer), fileBytes - 1],
    ['cut short', makeTrailer(trailer).subarray(1), fileBytes],
    ['empty', Buffer.alloc(0), 0],
    ['zeros', Buffer.alloc(trailerBytes), trailerBytes],
    ['with a length beyond all numbers', Buffer.from(`CALOTYP1${'\xff'.repeat(12)}`, 'latin1'), fileBytes],
  ])('is none: %s', (_, bytes, size) => {
    expect(parseTrailer(bytes, size)).toBeUndefined();
  });
});
