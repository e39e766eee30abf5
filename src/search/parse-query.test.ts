import { describe, expect, it } from 'vitest';
import type { SearchNode } from '../domain/search-query.ts';
import { fixtureMeanings } from './fixture.contract.ts';
import { parseQuery } from './parse-query.ts';
import { printQuery } from './print-query.contract.ts';

describe('precedence', () => {
  it.each([
    ['name="a" OR name="b" AND name="c"', 'a | (b & c)'],
    ['name="a" AND name="b" OR name="c"', '(a & b) | c'],
    ['name="a" OR name="b" OR name="c"', 'a | b | c'],
    ['name="a" AND name="b" OR name="c" AND name="d"', '(a & b) | (c & d)'],
    ['(name="a" OR name="b") AND name="c"', '(a | b) & c'],
    ['name="a" AND (name="b" AND name="c")', 'a & (b & c)'],
    ['((name="a"))', 'a'],
  ])('%s', (query, expected) => {
    expect(outline(rootOf(query))).toBe(expected);
  });
});

describe('predicates', () => {
  it.each([
    ['name = "a"', { kind: 'in', field: { name: 'name' }, negated: false, values: ['a'] }],
    ['name NOT = "a"', { kind: 'in', field: { name: 'name' }, negated: true, values: ['a'] }],
    ['tags NOT IN ["a","b"]', { kind: 'in', field: { name: 'tags' }, negated: true, values: ['a', 'b'] }],
    ['name : "re"', { kind: 'prefix', field: { name: 'name' }, text: 're' }],
    ['path : "a//b/"', { kind: 'below', field: { name: 'path' }, path: '/a/b' }],
    ['path = ""', { kind: 'in', field: { name: 'path' }, negated: false, values: ['/'] }],
    ['size >= "1.5 MB"', { kind: 'compare', field: { name: 'size' }, operator: '>=', value: 1572864 }],
    ['name HAS "Red_Shoes"', { kind: 'has', field: { name: 'name' }, tokens: ['red', 'shoes'] }],
    ['tags NOT EXISTS', { kind: 'exists', field: { name: 'tags' }, negated: true }],
    ['private = true', { kind: 'in', field: { name: 'private' }, negated: false, values: [true] }],
    [
      '"customMetadata.season" IN ["30", 30, true]',
      {
        kind: 'in',
        field: { name: 'customMetadata', key: 'season', type: 'SingleSelect' },
        negated: false,
        values: ['30', 30, true],
      },
    ],
  ])('%s', (query, expected) => {
    expect(rootOf(query)).toEqual(expected);
  });
});

describe('ways to write the same', () => {
  it.each([
    ['name NOT = "a"', 'name NOT="a"'],
    ['name NOT = "a"', 'name  NOT \t\r\n =  "a" '],
    ['name NOT = "a"', 'name != "a"'],
    ['name NOT = "a"', 'name!="a"'],
    ['type IN ["file"] AND size > "1mb"', 'type IN["file"]AND size>1MB'],
    ['name = "a" AND name NOT IN ["b"] OR tags EXISTS', 'name="a" and name not in ["b"] Or tags exists'],
    ['tags HAS "a" AND private = true', 'tags has "a" AND private = TRUE'],
    ['"customMetadata.brand" = "a"', 'customMetadata.brand = "a"'],
    ['embeddedMetadata.Keywords EXISTS', `'embeddedMetadata.Keywords' EXISTS`],
    ['name = "a"', `"name" = 'a'`],
    ['width = 500', 'width = "500"'],
    ['width = 0', 'width = -0'],
    ['size = 1024', 'size = "1kb"'],
    ['createdAt < "2020-01-01"', 'createdAt < 2020-01-01'],
    ['createdAt < "2d"', 'createdAt<2d'],
    ['createdAt < "2020-01-01T10:00:00+05:30"', 'createdAt < 2020-01-01T10:00:00+05:30'],
    // Stray quotes at the very end, as in published samples.
    ['tags IN ["a", "b"]', 'tags IN ["a", "b"]"'],
    ['tags IN ["a", "b"]', `tags IN ["a", "b"]' `],
    ['tags EXISTS', 'tags EXISTS"'],
    ['name = "a"', 'name = "a""'],
  ])('%s: %s', (query, same) => {
    expect(rootOf(same)).toEqual(rootOf(query));
  });
});

describe('strings', () => {
  it.each([
    [String.raw`"a \"b\" 'c'"`, `a "b" 'c'`],
    [String.raw`'a "b" \'c\''`, `a "b" 'c'`],
    [String.raw`"\a\b\f\n\r\t\v"`, '\x07\b\f\n\r\t\v'],
    [String.raw`"\\ \/ \q \N"`, '\\ / q N'],
    [String.raw`"\x41\u00e9\U0001f600\ud83d\ude00"`, 'Aé😀😀'],
    [String.raw`"\x4 \u00e \U0001f60 \UFFFFFFFF"`, 'x4 u00e U0001f60 UFFFFFFFF'],
    ['"AND ) ] OR"', 'AND ) ] OR'],
    ['"a\nb\tc"', 'a\nb\tc'],
    ['"a\\\nb"', 'a\nb'],
    ['"漢字 😀 \\😀"', '漢字 😀 😀'],
    ['"*%_?"', '*%_?'],
    ['" a "', ' a '],
    ['""', ''],
  ])('%s', (written, text) => {
    expect(rootOf(`name = ${written}`)).toMatchObject({ values: [text] });
  });
});

describe('what the caller needs to know first', () => {
  it.each([
    ['name = "a"', { mentionsType: false, usesHas: false }],
    ['name = "type"', { mentionsType: false, usesHas: false }],
    ['name = "a" OR (tags EXISTS AND "type" = "folder")', { mentionsType: true, usesHas: false }],
    ['name = "a" OR (tags HAS "a" AND width > 5)', { mentionsType: false, usesHas: true }],
  ])('%s', (query, expected) => {
    expect(parseQuery(query, fixtureMeanings)).toMatchObject(expected);
  });

  it.each(['', ' ', '\t\r\n '])('finds no query in a blank text: %j', (text) => {
    expect(parseQuery(text, fixtureMeanings)).toEqual({
      root: undefined,
      mentionsType: false,
      usesHas: false,
    });
  });
});

function rootOf(query: string): SearchNode {
  const { root } = parseQuery(query, fixtureMeanings);
  if (root === undefined) throw new Error(`${query} is blank`);
  return root;
}

/** `a | (b & c)`, of predicates that compare one letter. */
function outline(node: SearchNode): string {
  if (!('nodes' in node)) return node.kind === 'in' ? node.values.join() : printQuery(node);
  const nodes = node.nodes.map((part) => ('nodes' in part ? `(${outline(part)})` : outline(part)));
  return nodes.join(node.kind === 'and' ? ' & ' : ' | ');
}
