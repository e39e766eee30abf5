import { describe, expect, it } from 'vitest';
import type { AssetQuery } from '../domain/asset.ts';
import { fixtureMeanings, fixtureRecords, keysOf } from './fixture.contract.ts';
import { listRecords } from './list-records.contract.ts';
import { parseQuery } from './parse-query.ts';
import { type WorkedRequest, workedQueries, workedRequests } from './worked-queries.contract.ts';

describe('worked queries', () => {
  it.each(workedQueries)('%s selects %s', (searchQuery, selects) => {
    expect(inOrder(selected({ searchQuery }))).toBe(inOrder(selects));
  });
});

describe('queries together with parameters', () => {
  it.each(workedRequests)('%o', ({ selects, ...request }) => {
    if (request.sort === undefined) expect(inOrder(selected(request))).toBe(inOrder(selects));
    else expect(selected(request)).toBe(selects);
  });
});

describe('sorting', () => {
  it.each([
    ['created', 'asc', 'D1 D2 D3 F8 F7 F4 F3 F5 V1 F2 F1 F6'],
    ['created', 'desc', 'F6 F1 F2 V1 F5 F3 F4 F7 F8 D3 D2 D1'],
    ['updated', 'desc', 'F6 F1 F2 V1 F5 F3 F4 F7 F8 D3 D2 D1'],
    ['height', 'asc', 'F5 F3 F7 V1 F2 F6 F1 F4 D1 D2 D3 F8'],
    ['height', 'desc', 'F4 F1 F6 F2 V1 F7 F3 F5 D1 D2 D3 F8'],
    // Nothing is relevant without HAS, so that the tie rule orders.
    ['relevance', 'desc', 'D1 D2 D3 F8 F7 F4 F3 F5 V1 F2 F1 F6'],
  ] as const)('by %s, %s', (field, direction, expected) => {
    const searchQuery = 'type IN ["file", "file-version", "folder"]';
    expect(selected({ searchQuery, sort: { field, direction } })).toBe(expected);
  });

  it('adds up the scores of all full texts that hold', () => {
    const searchQuery = 'name HAS "red" OR tags HAS "winter"';
    expect(selected({ searchQuery, sort: { field: 'relevance', direction: 'desc' } })).toBe('F2 F3 F1 F4');
  });
});

function selected({ searchQuery, ...request }: Omit<WorkedRequest, 'selects'>): string {
  const query: AssetQuery = {
    type: 'file',
    fileType: 'all',
    sort: { field: 'created', direction: 'asc' },
    limit: 1000,
    skip: 0,
    ...request,
    ...(searchQuery === undefined ? {} : { search: parseQuery(searchQuery, fixtureMeanings) }),
  };
  return keysOf(listRecords(fixtureRecords, query));
}

function inOrder(keys: string): string {
  return keys.split(' ').sort().join(' ');
}
