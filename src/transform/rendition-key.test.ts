import { describe, expect, it } from 'vitest';
import { markOfContent, markOfRendition } from '../domain/rendition.ts';
import { planFor } from './plan-for.contract.ts';
import { makeRenditionKey } from './rendition-key.ts';

const keyOf = (text: string, hashes = ['a'.repeat(64)]) => makeRenditionKey(hashes, planFor(text).plan);

describe('a rendition key', () => {
  it('is 64 hexadecimal digits', () => expect(keyOf('w-300')).toMatch(/^[0-9a-f]{64}$/));

  it.each([
    ['w-300,h-200', 'h-200,w-300'],
    ['w-320', 'w-0.5'],
    ['w-320', 'w-iw_div_2'],
    ['c-at_max,w-300,h-200', 'w-300,h-200,cm-at_max'],
    ['', 'f-auto'],
    ['', 'w-640'],
    ['w-100', 'w-300:w-100'],
    ['rt-N90', 'rt-270'],
    ['n-media_library_thumbnail', 'w-400,h-300,c-at_max'],
  ])('is one for two spellings of one wish: %s and %s', (one, other) => {
    expect(keyOf(one)).toBe(keyOf(other));
  });

  it.each(['w-301', 'w-300,q-50', 'w-300,f-jpg', 'w-300,md-true', 'w-300,fl-h', 'w-300,rt-90', 'w-300,bl-2'])(
    'is another for %s than for w-300',
    (text) => expect(keyOf(text)).not.toBe(keyOf('w-300')),
  );

  it('depends on every source, and on their order', () => {
    const [a, b] = ['a'.repeat(64), 'b'.repeat(64)];
    const keys = [[a], [b], [a, b], [b, a]].map((hashes) => keyOf('w-300', hashes));
    expect(new Set(keys).size).toBe(4);
  });

  it('begins as the content hash of its picture, and ends as nothing else does', () => {
    const keys = ['w-300', 'w-301'].map((text) => keyOf(text, ['c'.repeat(64), 'd'.repeat(64)]));
    expect(keys.map(markOfRendition)).toEqual([markOfContent('c'.repeat(64)), markOfContent('c'.repeat(64))]);
    expect(new Set(keys.map((key) => key.slice(-32))).size).toBe(2);
  });
});
