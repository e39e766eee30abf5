import { describe, expect, it } from 'vitest';
import { matches } from './evaluate.contract.ts';
import { fixture, fixtureMeanings } from './fixture.contract.ts';
import { tokensOf } from './full-text.ts';
import { parseQuery } from './parse-query.ts';
import type { SearchRecord } from './search-record.contract.ts';

it.each([
  ['Red_Shoes.webp', ['red', 'shoes', 'webp']],
  ['red-dress, (2nd)', ['red', 'dress', '2nd']],
  ['Größe ÉTÉ', ['größe', 'été']],
  ['e\u0301te\u0301', ['e\u0301te\u0301']],
  ['漢字 かな', ['漢字', 'かな']],
  ["it's", ['it', 's']],
  ['--', []],
  ['', []],
])('%j has the tokens %j', (text, tokens) => {
  expect(tokensOf(text)).toEqual(tokens);
});

describe('HAS', () => {
  it.each([
    ['reddish dress', 'red', true],
    ['reddish dress', 'red dress', false],
    ['reddish dress', 'dress red', true],
    ['reddish dress', 'dress reddish', true],
    ['reddish dress', 'ress', false],
    ['Red_Dress.jpg', 'RED dr', true],
    ['été', 'ete', false],
    ['dresses', 'dress dresses', false],
  ])('%j, asked for %j: %s', (name, words, expected) => {
    expect(has({ ...fixture.F8, name }, `name HAS "${words}"`)).toBe(expected);
  });

  it('pools the tokens of a set', () => {
    expect(has(fixture.F1, 'tags HAS "summer sale"')).toBe(true);
    expect(has(fixture.F1, 'tags HAS "dress sale"')).toBe(true);
    expect(has(fixture.F2, '"customMetadata.channels" HAS "print"')).toBe(true);
    expect(has(fixture.F2, '"customMetadata.channels" HAS "7"')).toBe(false);
  });
});

function has(record: SearchRecord, query: string): boolean {
  const { root } = parseQuery(query, fixtureMeanings);
  return root !== undefined && matches(record, root);
}
