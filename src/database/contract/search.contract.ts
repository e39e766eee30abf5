import { describe, expect, it } from 'vitest';
import type { AssetQuery, SortField } from '../../domain/asset.ts';
import {
  fixture,
  fixtureCustomFields,
  fixtureMeanings,
  fixtureOptions,
  fixtureRecords,
} from '../../search/fixture.contract.ts';
import { listRecords } from '../../search/list-records.contract.ts';
import { parseQuery } from '../../search/parse-query.ts';
import { createRandomQueries } from '../../search/random-queries.contract.ts';
import { makeRandomRecords } from '../../search/random-records.contract.ts';
import type { SearchRecord } from '../../search/search-record.contract.ts';
import { createSeededRandom, type SeededRandom } from '../../search/seeded-random.contract.ts';
import { type WorkedRequest, workedQueries, workedRequests } from '../../search/worked-queries.contract.ts';
import type { Costs } from '../search/costs.ts';
import { keepRecords, type RecordLibrary, recordOf } from './keep-records.contract.ts';
import { addFile, imageFacts } from './samples.contract.ts';
import type { Subject } from './subject.contract.ts';

const everything: AssetQuery = {
  type: 'file',
  fileType: 'all',
  sort: { field: 'created', direction: 'asc' },
  limit: 1000,
  skip: 0,
};
const fixtureLibrary = {
  records: fixtureRecords,
  customFields: fixtureCustomFields,
  options: fixtureOptions,
};

const [free, forbidden] = [0, 1e9];
const dear: Costs = {
  gather: forbidden,
  walkByCreation: forbidden,
  walk: forbidden,
  pass: forbidden,
  look: forbidden,
  note: forbidden,
  scan: forbidden,
  score: forbidden,
  countAll: free,
  fewEnough: -1,
};

/** In a library of a few hundred files one way of reading would be taken for nearly everything. */
const costsThatForce = {
  walks: { ...dear, walkByCreation: free, walk: free },
  sieves: { ...dear, pass: free, note: free },
  indexes: { ...dear, fewEnough: forbidden },
  crossings: { ...dear, gather: 1, pass: free, note: free },
  scans: { ...dear, scan: free },
  words: { ...dear, gather: 1, walkByCreation: 1 },
} satisfies Record<string, Costs>;

/** Spec search, whole. */
export function searchContract(subject: Subject): void {
  describe('worked queries', () => {
    it.each(workedQueries)('%s selects %s', async (searchQuery, selects) => {
      const kept = await keep(fixtureLibrary);
      expect(sorted(await select(kept, { searchQuery }))).toBe(sorted(storable(searchQuery, selects)));
    });

    it.each(workedRequests)('%o', async ({ selects, ...request }) => {
      const kept = await keep(fixtureLibrary);
      const found = await select(kept, request);
      if (request.sort === undefined) expect(sorted(found)).toBe(sorted(selects));
      else expect(found).toBe(selects);
    });
  });

  it('finds what the naive evaluator finds in the fixture, in its order', async () => {
    await agreesOnRandomQueries(fixtureLibrary, { seed: 20_261_130, queries: 2500 });
  }, 120_000);

  it('finds what the naive evaluator finds in a larger library, in its order', async () => {
    const records = makeRandomRecords({ seed: 3, files: 300 });
    await agreesOnRandomQueries({ ...fixtureLibrary, records }, { seed: 20_261_201, queries: 2500 });
  }, 240_000);

  it.each(Object.entries(costsThatForce))(
    'finds the same in the same order when it reads by %s',
    async (_, costs) => {
      await subject.reopen({ costs });
      const records = makeRandomRecords({ seed: 5, files: 200 });
      await agreesOnRandomQueries({ ...fixtureLibrary, records }, { seed: 20_261_202, queries: 600 });
    },
    120_000,
  );

  it('finds what was written after it has counted', async () => {
    for (const count of [0, 1, 2]) {
      const query = { ...everything, search: parseQuery('name HAS "kettle" AND width = 2', fixtureMeanings) };
      expect(await subject.database.assets.list(query)).toHaveLength(count);
      await addFile(subject.database, `/kettle-${count}.jpg`, { facts: imageFacts(2, 1) });
    }
  });

  it('takes as many conditions as the language allows', async () => {
    const kept = await keep(fixtureLibrary);
    for (const [condition, joint] of [
      ['tags IN ["sale"]', ' OR '],
      ['tags IN ["sale"]', ' AND '],
      ['id != ""', ' AND '],
      ['tags has "sale"', ' OR '],
    ] as const) {
      const searchQuery = Array.from({ length: 440 }, () => condition).join(joint);
      for (const sort of [everything.sort, { field: 'relevance', direction: 'desc' }] as const) {
        const found = await select(kept, { searchQuery, sort });
        expect(sorted(found)).toBe(sorted(await select(kept, { searchQuery: condition })));
      }
    }
  });

  function keep(library: RecordLibrary): Promise<SearchRecord[]> {
    return subject.database.transaction((inside) => keepRecords(inside, library));
  }

  async function select(
    kept: readonly SearchRecord[],
    request: Omit<WorkedRequest, 'selects'>,
  ): Promise<string> {
    const found = await subject.database.assets.list(toQuery(request, kept));
    const names = Object.entries(fixture);
    return found
      .map((asset) => recordOf(asset, kept))
      .map((record) => names.find(([, one]) => one.name === record?.name && one.type === record.type)?.[0])
      .join(' ');
  }

  async function agreesOnRandomQueries(
    library: RecordLibrary,
    { seed, queries }: { readonly seed: number; readonly queries: number },
  ): Promise<void> {
    const kept = await keep(library);
    const random = createSeededRandom(seed);
    const nextQuery = createRandomQueries({ seed, records: kept, customFields: library.customFields });
    for (let index = 0; index < queries; index += 1) {
      const query = { ...randomRequest(random, kept), search: parseQuery(nextQuery(), fixtureMeanings) };
      const found = await subject.database.assets.list(query);
      const names = found.map((asset) => nameOf(recordOf(asset, kept)));
      const expected = listRecords(kept, query).map(nameOf);
      if (names.join() !== expected.join()) expect(names, JSON.stringify(query)).toEqual(expected);
    }
  }
}

function toQuery(
  { searchQuery, ...request }: Omit<WorkedRequest, 'selects'>,
  kept: readonly SearchRecord[],
): AssetQuery {
  if (searchQuery === undefined) return { ...everything, ...request };
  const text = searchQuery.replaceAll(fixture.D3.id, keptIdOf(fixture.D3, kept));
  return { ...everything, ...request, search: parseQuery(text, fixtureMeanings) };
}

function keptIdOf({ name, type }: SearchRecord, kept: readonly SearchRecord[]): string {
  return kept.find((record) => record.name === name && record.type === type)?.id ?? '';
}

/** Folders carry no custom metadata. */
function storable(searchQuery: string, selects: string): string {
  return searchQuery.includes('customMetadata.brand') ? selects.replace('D1', '').trim() : selects;
}

function sorted(keys: string): string {
  return keys.split(' ').sort().join(' ');
}

const sortFields: readonly SortField[] = [
  'name',
  'created',
  'updated',
  'width',
  'height',
  'size',
  'relevance',
];

function randomRequest(random: SeededRandom, kept: readonly SearchRecord[]): AssetQuery {
  return {
    ...everything,
    sort: { field: random.pick(sortFields), direction: random.pick(['asc', 'desc']) },
    fileType: random.pick(['all', 'all', 'all', 'image', 'non-image']),
    limit: random.pick([1000, 1000, 7, 1]),
    skip: random.pick([0, 0, 0, 2, 50]),
    ...(random.oneIn(6) ? { folderPath: random.pick(kept).folderPath } : {}),
  };
}

function nameOf(record: SearchRecord | undefined): string {
  return `${record?.type} ${record?.folderPath} ${record?.name} ${record?.versionId ?? ''}`;
}
