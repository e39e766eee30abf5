import { describe, expect, it } from 'vitest';
import { chain, type SampleRequest } from './chain.ts';

function request(name: string, more: Partial<SampleRequest> = {}): SampleRequest {
  return {
    chapter: 'A',
    name,
    description: '',
    method: 'POST',
    path: '/',
    pathValues: {},
    query: [],
    isForm: false,
    successes: [200],
    needs: [],
    makes: {},
    usesUp: [],
    fresh: [],
    ...more,
  };
}

const make = request('make', { makes: { thing: '/id' } });
const version = request('version', { needs: ['thing'], makes: { version: null } });
const look = request('look', { needs: ['thing'] });
const lookAtVersion = request('look at version', { needs: ['version'] });
const destroy = request('destroy', { method: 'DELETE', needs: ['thing'], usesUp: ['thing'] });

const namesOf = (requests: readonly SampleRequest[]) => chain(requests).map(({ name }) => name);

describe('a chain of requests', () => {
  it.each<[string, readonly SampleRequest[], readonly string[]]>([
    ['makes what is needed, once', [look, look, make], ['make', 'look', 'look', 'make']],
    ['has deletions last in their chapter', [make, destroy, look], ['make', 'look', 'destroy']],
    [
      'makes anew what was used up',
      [make, destroy, { ...look, chapter: 'B' }],
      ['make', 'destroy', 'make', 'look'],
    ],
    [
      'makes anew what was made of it',
      [make, version, destroy, { ...lookAtVersion, chapter: 'B' }],
      ['make', 'version', 'destroy', 'make', 'version', 'look at version'],
    ],
  ])('%s', (_, requests, names) => {
    expect(namesOf(requests)).toEqual(names);
  });

  it('puts what is made on the way into the chapter that needs it', () => {
    expect(chain([{ ...look, chapter: 'B' }, make])[0]).toMatchObject({ name: 'make', chapter: 'B' });
  });

  it('cannot be made of what nobody makes', () => {
    expect(() => chain([look])).toThrow('No request makes thing');
  });
});
