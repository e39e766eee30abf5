import { describe, expect, it } from 'vitest';
import { checkWildcard, readPurge } from './purge-url.ts';

const endpoint = 'https://media.test/acme';
const refusal = 'The URL is not valid for cache purging.';

describe('a URL to purge', () => {
  it.each([
    [`${endpoint}/shop/cat.jpg`, 'shop/cat.jpg', false],
    [`${endpoint}/shop/cat.jpg*`, 'shop/cat.jpg', true],
    ['http://media.test/acme/tr:w-300/cat.jpg?v=1&ik-s=ab', 'tr:w-300/cat.jpg?v=1&ik-s=ab', false],
    [`${endpoint}/größe.jpg`, 'gr%C3%B6%C3%9Fe.jpg', false],
    [`${endpoint}/shop/*`, 'shop/', true],
  ])('is read: %s', (url, behind, isPrefix) => {
    expect(readPurge(url, { endpoint })).toEqual({ url, behind, isPrefix });
  });

  it.each([
    'cat.jpg',
    '/acme/cat.jpg',
    '',
    'https://elsewhere.test/acme/cat.jpg',
    'https://media.test:8443/acme/cat.jpg',
    'https://media.test/other/cat.jpg',
    'https://media.test/acme',
    'https://media.test/acme*',
    'https://*/acme/cat.jpg',
    `ftp://media.test/acme/cat.jpg`,
    `${endpoint}/a/*/b.jpg`,
    `${endpoint}/a/*b*`,
    `${endpoint}/a/b**`,
    `${endpoint}/a/b.jpg?v=*&w=1`,
  ])('is refused: %s', (url) => {
    expect(() => readPurge(url, { endpoint })).toThrow(refusal);
  });
});

describe('a wildcard', () => {
  const check = (behind: string, prefixes: string[] = []) =>
    checkWildcard({ url: '', behind, isPrefix: true }, prefixes);

  it.each([
    ['two levels', 'images/upload', []],
    ['a folder of two levels', 'shop/2026/', []],
    ['fifteen characters', 'fifteen-letters', []],
    ['a complete file', 'sample.jpg', []],
    ['a complete file and a query', 'cat.jpg?tr=w-300', []],
    ['a transformation and a name', 'tr:w-300/cat', []],
    ['two levels behind a URL-endpoint', 'old/images/upload', ['', 'old']],
    ['a catalogue that is longer', 'media/catalog/product/', []],
  ])('of %s is allowed', (_, behind, prefixes) => {
    expect(() => check(behind, prefixes)).not.toThrow();
  });

  it.each([
    ['everything', '', []],
    ['one level', 'images', []],
    ['a folder of one level', 'images/', []],
    ['fourteen characters', 'fourteen-chars', []],
    ['fourteen characters and a long query', 'fourteen-chars?v=1234567890', []],
    ['a name that only begins an extension', 'sample.', []],
    ['an extension alone', '.jpg', []],
    ['a catalogue', 'media/catalog/', []],
    ['files of a shop', 's/files/', []],
    ['one level behind a URL-endpoint', 'old/images', ['', 'old']],
    ['one level behind the longer of two URL-endpoints', 'old/x/images', ['old', 'old/x']],
    ['a catalogue behind a URL-endpoint', 'old/media/catalog/', ['old']],
  ])('of %s is refused', (_, behind, prefixes) => {
    expect(() => check(behind, prefixes)).toThrow(refusal);
  });

  it('is no matter of an exact URL', () => {
    expect(() => checkWildcard({ url: '', behind: 'a', isPrefix: false }, [])).not.toThrow();
  });
});
