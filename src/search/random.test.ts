import { isDeepStrictEqual } from 'node:util';
import { expect, it } from 'vitest';
import { MediaError } from '../domain/errors.ts';
import type { SearchNode } from '../domain/search-query.ts';
import { matches } from './evaluate.contract.ts';
import { fixtureMeanings, fixtureRecords } from './fixture.contract.ts';
import { parseQuery } from './parse-query.ts';
import { printQuery } from './print-query.contract.ts';
import { createRandomQueries } from './random-queries.contract.ts';
import { createSeededRandom } from './seeded-random.contract.ts';

const queries = { records: fixtureRecords, customFields: fixtureMeanings.customFields };

it('reads, prints and reads again: random queries stay the same tree, which is plain JSON', () => {
  const nextQuery = createRandomQueries({ seed: 20_261_130, ...queries });
  for (let index = 0; index < 10_000; index += 1) {
    const text = nextQuery();
    const root = parsed(text);
    // Comparing by expect alone would take most of the time.
    const again = [parsed(printQuery(root)), JSON.parse(JSON.stringify(root))];
    if (!isDeepStrictEqual(again, [root, root])) expect(again, text).toEqual([root, root]);
  }
});

it('evaluates random queries, most of which find something and not everything', () => {
  const nextQuery = createRandomQueries({ seed: 20_261_201, ...queries });
  let telling = 0;
  for (let index = 0; index < 4000; index += 1) {
    const text = nextQuery();
    const root = parsed(text);
    const found = fixtureRecords.filter((record) => matches(record, root)).length;
    if (found > 0 && found < fixtureRecords.length) telling += 1;
  }
  expect(telling).toBeGreaterThan(2000);
});

it('refuses every spoilt query with a MediaError, or reads it', () => {
  const random = createSeededRandom(7);
  const nextQuery = createRandomQueries({ seed: 8, ...queries });
  let refused = 0;
  for (let index = 0; index < 10_000; index += 1) {
    const text = spoil(nextQuery());
    try {
      parseQuery(text, fixtureMeanings);
    } catch (error) {
      if (!(error instanceof MediaError) || error.code !== 'invalid') throw new Error(text, { cause: error });
      expect(error.message).toMatch(/^Invalid search query[.] |^Invalid search query - /);
      refused += 1;
    }
  }
  expect(refused).toBeGreaterThan(2000);

  function spoil(text: string): string {
    const at = random.below(text.length);
    const rest = text.slice(at + random.below(3));
    return (
      text.slice(0, at) +
      random.pick(['', '"', "'", '\\', '(', ')', '[', ',', '=', '-', '5', ' NOT ', '\0']) +
      rest
    );
  }
});

function parsed(text: string): SearchNode {
  try {
    const { root } = parseQuery(text, fixtureMeanings);
    if (root !== undefined) return root;
  } catch (error) {
    throw new Error(`does not read ${text}`, { cause: error });
  }
  throw new Error('a random query is never blank');
}
