import { expect, it } from 'vitest';
import type { SearchNode } from '../../domain/search-query.ts';
import { parseQuery } from '../../search/parse-query.ts';
import { simplify } from './simplify.ts';

const meanings = { now: new Date(0), customFields: new Map([['brand', 'Text'] as const]) };

it.each([
  ['tags IN ["a"] OR tags IN ["b", "a"]', 'tags IN ["a", "b"]'],
  ['name = "a" OR size > 1 OR name = "b"', 'name IN ["a", "b"] OR size > 1'],
  ['"customMetadata.brand" = "a" OR "customMetadata.brand" = "b"', '"customMetadata.brand" IN ["a", "b"]'],
  ['tags NOT IN ["a"] OR tags IN ["b"]', 'tags NOT IN ["a"] OR tags IN ["b"]'],
  ['tags IN ["a"] AND tags IN ["b"]', 'tags IN ["a"] AND tags IN ["b"]'],
  ['tags NOT EXISTS AND tags NOT IN ["a"]', 'tags NOT EXISTS AND tags NOT IN ["a"]'],
  ['size > 1 OR (tags NOT EXISTS AND tags HAS "a")', 'size > 1'],
])('makes of %s: %s', (query, simpler) => {
  expect(simplify(rootOf(query))).toEqual(rootOf(simpler));
});

it.each([
  'tags NOT EXISTS AND tags IN ["a"]',
  'tags IN ["a"] AND size > 1 AND tags NOT EXISTS',
  'size > 1 AND (tags NOT EXISTS AND tags EXISTS)',
  '"customMetadata.brand" NOT EXISTS AND "customMetadata.brand" : "a"',
])('finds that %s contradicts itself', (query) => {
  expect(simplify(rootOf(query))).toBeUndefined();
});

function rootOf(query: string): SearchNode {
  const { root } = parseQuery(query, meanings);
  if (root === undefined) throw new Error('An empty query.');
  return root;
}
