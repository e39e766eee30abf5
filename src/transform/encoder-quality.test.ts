import { expect, it } from 'vitest';
import { encoderQuality } from './encoder-quality.ts';

it.each([
  ['jpeg', 80, 80],
  ['jpeg', 33, 33],
  ['png', 1, 1],
  ['png', 50, 30],
  ['png', 70, 60],
  ['png', 71, 99],
  ['png', 99, 99],
  ['png', 100, 100],
  ['webp', 1, 1],
  ['webp', 80, 83],
  ['webp', 85, 87],
  ['webp', 100, 100],
  ['avif', 1, 20],
  ['avif', 80, 65],
  ['avif', 85, 71],
  ['avif', 100, 100],
] as const)('%s at quality %i is encoded with %i', (format, nominal, encoder) => {
  expect(encoderQuality(format, nominal)).toBe(encoder);
});

it.each(['webp', 'avif', 'png'] as const)('a higher quality never becomes a lower number of %s', (format) => {
  const numbers = Array.from({ length: 100 }, (_, index) => encoderQuality(format, index + 1));
  expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
});
