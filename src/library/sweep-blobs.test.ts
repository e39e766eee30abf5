import { Readable } from 'node:stream';
import { afterAll, describe, expect, it } from 'vitest';
import { createMemoryBlobStore } from '../blobs/memory-blob-store.ts';
import { createMemoryRenditionCache } from '../renditions/memory-rendition-cache.ts';
import { createSweepBlobs } from './sweep-blobs.ts';

const never = new AbortController().signal;
const inTwoHours = { now: () => new Date(Date.now() + 2 * 3600 * 1000) };

async function keep(blobs: ReturnType<typeof createMemoryBlobStore>, text: string): Promise<string> {
  const staged = await blobs.stage(Readable.from([Buffer.from(text)]), { maxBytes: 100, signal: never });
  await staged.commit();
  return staged.hash;
}

/** Only the question that the sweep asks. */
function filesUsing(hashes: readonly string[]) {
  return { isBlobInUse: async (hash: string) => hashes.includes(hash) };
}

/** Nothing was found in these contents, and nothing made from them. */
const unlooked = {
  detections: { delete: async () => {} },
  generatedPictures: { isBlobInUse: async () => false, deleteMadeFrom: async () => {} },
};

const renditions = createMemoryRenditionCache({ maxBytes: 10_000 });
afterAll(() => renditions.close());

/** A print of that content. */
async function print(contentHash: string): Promise<string> {
  const key = contentHash.slice(0, 32) + '0'.repeat(32);
  await renditions.put(key, { path: renditions.stagingPath(), bytes: Buffer.from('a print') });
  return key;
}

describe('the sweep', () => {
  it('deletes what no version refers to, with its prints, and nothing else', async () => {
    const blobs = createMemoryBlobStore();
    const used = await keep(blobs, 'used');
    const orphan = await keep(blobs, 'orphan');
    const [usedPrint, orphanPrint] = [await print(used), await print(orphan)];
    const sweep = createSweepBlobs({
      ...unlooked,
      blobs,
      files: filesUsing([used]),
      renditions,
      clock: inTwoHours,
    });
    expect(await sweep(never)).toBe(1);
    expect(await renditions.get(orphanPrint)).toBeUndefined();
    expect(await renditions.get(usedPrint)).toBeDefined();
    await expect(blobs.open(orphan)).rejects.toMatchObject({ code: 'not_found' });
    await expect(blobs.open(used)).resolves.toBeDefined();
  });

  it('leaves a blob alone that may be waiting for its row', async () => {
    const blobs = createMemoryBlobStore();
    const young = await keep(blobs, 'young');
    const sweep = createSweepBlobs({
      ...unlooked,
      blobs,
      files: filesUsing([]),
      renditions,
      clock: { now: () => new Date() },
    });
    expect(await sweep(never)).toBe(0);
    await expect(blobs.open(young)).resolves.toBeDefined();
  });

  it('leaves bytes alone that were uploaded again while it looked', async () => {
    const blobs = createMemoryBlobStore();
    const hash = await keep(blobs, 'again');
    const moment = new Date(Date.now() + 1);
    const clock = { now: () => new Date(moment.getTime() + 3600 * 1000) };
    const isBlobInUse = async () => {
      while (new Date() <= moment) await new Promise(setImmediate);
      await keep(blobs, 'again');
      return false;
    };
    await createSweepBlobs({ ...unlooked, blobs, files: { isBlobInUse }, renditions, clock })(never);
    await expect(blobs.open(hash)).resolves.toBeDefined();
  });

  it('stops when it is told to', async () => {
    const blobs = createMemoryBlobStore();
    await keep(blobs, 'orphan');
    const sweep = createSweepBlobs({
      ...unlooked,
      blobs,
      files: filesUsing([]),
      renditions,
      clock: inTwoHours,
    });
    await expect(sweep(AbortSignal.abort(new Error('closing')))).rejects.toThrow('closing');
  });
});
