import { expect, it } from 'vitest';
import { freshnessOf } from './freshness.ts';

const settings = { originFreshSeconds: 100, originStaleSeconds: 1000 };
const checkedAt = new Date('2026-03-01T12:00:00Z');
const ours = { freshSeconds: 100, staleSeconds: 1000, mayOutliveFailure: true, isShared: true };

it('is ours where the word of the origin does not count', () => {
  const caching = { cacheControl: 'no-store' };
  expect(freshnessOf({ caching, checkedAt }, false, settings)).toEqual(ours);
});

it.each<[string | undefined, object]>([
  [undefined, ours],
  ['', ours],
  ['public', ours],
  ['max-age=60', { freshSeconds: 60, staleSeconds: 0, mayOutliveFailure: true, isShared: true }],
  ['public, MAX-AGE="60"', { freshSeconds: 60 }],
  ['max-age=60, s-maxage=30', { freshSeconds: 30 }],
  ['max-age=60, max-age=90', { freshSeconds: 60 }],
  ['max-age=soon', { freshSeconds: 0 }],
  ['max-age=60, stale-while-revalidate=300', { freshSeconds: 60, staleSeconds: 300 }],
  ['max-age=60, must-revalidate', { freshSeconds: 60, mayOutliveFailure: false }],
  ['no-cache', { freshSeconds: 0, staleSeconds: 0, mayOutliveFailure: false, isShared: true }],
  ['no-store', { freshSeconds: 0, staleSeconds: 0, mayOutliveFailure: false, isShared: false }],
  ['private, max-age=60', { freshSeconds: 60, isShared: false }],
])('of Cache-Control %s is %o', (cacheControl, expected) => {
  const caching = cacheControl === undefined ? {} : { cacheControl };
  expect(freshnessOf({ caching, checkedAt }, true, settings)).toMatchObject(expected);
});

it.each([
  [{ expires: 'Sun, 01 Mar 2026 12:05:00 GMT' }, 300],
  [{ expires: 'Sun, 01 Mar 2026 11:00:00 GMT' }, 0],
  [{ expires: '0' }, 0],
  [{ expires: 'Sun, 01 Mar 2026 12:05:00 GMT', cacheControl: 'max-age=10' }, 10],
  [{ cacheControl: 'max-age=60', age: '20' }, 40],
  [{ cacheControl: 'max-age=60', age: '90' }, 0],
  [{ cacheControl: 'max-age=60', age: 'old' }, 60],
])('of %o is %d seconds', (caching, seconds) => {
  expect(freshnessOf({ caching, checkedAt }, true, settings).freshSeconds).toBe(seconds);
});
