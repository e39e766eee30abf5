import { expect, it } from 'vitest';
import { createMemoryRenditionCache } from './memory-rendition-cache.ts';
import {
  describeRenditionCache,
  describeRenditionLimit,
  keyOf,
  putBytes,
} from './rendition-cache.contract.ts';

const create = async (options: { readonly maxBytes: number }) => createMemoryRenditionCache(options);
describeRenditionCache('memory', create);
describeRenditionLimit('memory', create);

it('answers without a promise', async () => {
  const cache = createMemoryRenditionCache({ maxBytes: 1000 });
  await putBytes(cache, keyOf('a'), Buffer.from('a print'));
  expect(cache.get(keyOf('a'))).toMatchObject({ bytes: Buffer.from('a print') });
  await cache.close();
});
