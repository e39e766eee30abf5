import { expect, it } from 'vitest';
import { createTokenBucket } from './token-bucket.ts';

/** [milliseconds, allowed, wait] */
it.each<[string, { perSecond: number; burst: number }, [number, boolean, number][]]>([
  [
    'the burst at once, then one by one',
    { perSecond: 5, burst: 2 },
    [
      [0, true, 200],
      [0, true, 400],
      [0, false, 200],
      [50, false, 150],
      [199, false, 1],
      [200, true, 400],
      [200, false, 200],
    ],
  ],
  [
    'no more than the burst after a long rest',
    { perSecond: 1, burst: 2 },
    [
      [0, true, 1000],
      [1e9, true, 1000],
      [1e9, true, 2000],
      [1e9, false, 1000],
    ],
  ],
  [
    'nothing for being refused',
    { perSecond: 10, burst: 1 },
    [
      [0, true, 100],
      ...Array.from({ length: 9 }, (_, i) => [i * 10, false, 100 - i * 10] as [number, boolean, number]),
      [100, true, 100],
    ],
  ],
])('allows %s', (_, rate, expected) => {
  const take = createTokenBucket(rate);
  expect(expected.map(([now]) => [now, ...Object.values(take(now))])).toEqual(expected);
});
