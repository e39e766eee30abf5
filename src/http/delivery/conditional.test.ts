import { describe, expect, it } from 'vitest';
import { isNotModified, mayUseRange } from './conditional.ts';

const validators = { etag: 'abc', lastModified: new Date('2026-03-04T05:06:07.089Z') };
const sameDate = 'Wed, 04 Mar 2026 05:06:07 GMT';
const earlier = 'Wed, 04 Mar 2026 05:06:06 GMT';

describe('a conditional request', () => {
  it.each([
    [{}, false],
    [{ 'if-none-match': '"abc"' }, true],
    [{ 'if-none-match': 'W/"abc"' }, true],
    [{ 'if-none-match': '"x", "abc"' }, true],
    [{ 'if-none-match': '*' }, true],
    [{ 'if-none-match': '"abcd"' }, false],
    [{ 'if-none-match': 'abc' }, false],
    [{ 'if-modified-since': sameDate }, true],
    [{ 'if-modified-since': earlier }, false],
    [{ 'if-modified-since': 'yesterday' }, false],
    [{ 'if-none-match': '"other"', 'if-modified-since': sameDate }, false],
  ])('with %o is not modified: %s', (headers, expected) => {
    expect(isNotModified(headers, validators)).toBe(expected);
  });

  it.each([
    [{}, true],
    [{ 'if-range': '"abc"' }, true],
    [{ 'if-range': '"old"' }, false],
    [{ 'if-range': 'W/"abc"' }, false],
    [{ 'if-range': sameDate }, true],
    [{ 'if-range': earlier }, false],
  ])('with %o may use its range: %s', (headers, expected) => {
    expect(mayUseRange(headers, validators)).toBe(expected);
  });
});
