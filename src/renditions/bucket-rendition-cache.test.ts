import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeWithS3 } from '../../test/support/describe-with-s3.ts';
import type { Bucket } from '../domain/bucket.ts';
import { markOfContent } from '../domain/rendition.ts';
import { openS3Bucket } from '../s3/s3-bucket.ts';
import { type BucketRenditionCache, createBucketRenditionCache } from './bucket-rendition-cache.ts';
import { describeRenditionCache, keyOf, putBytes, read } from './rendition-cache.contract.ts';

const never = new AbortController().signal;
const key = keyOf('a');
const mark = markOfContent(key);
const small = Buffer.alloc(20_000, 'small');
const large = Buffer.alloc(600_000, 'large');
let folder: string;
let opened: BucketRenditionCache[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'calotype-test-'));
  opened = [];
});

afterEach(() => rm(folder, { recursive: true }));

describeWithS3('on S3', (s3) => {
  let bucket: Bucket;
  let failures: unknown[];
  beforeEach(async () => {
    failures = [];
    const place = { bucket: await s3().makeBucket(), prefix: 'prints', pathStyle: true, timeoutSeconds: 5 };
    bucket = await openS3Bucket({ ...s3(), ...place });
  });
  afterEach(() => Promise.all(opened.map((cache) => cache.close())));

  /** A node with a disk of its own. */
  async function openNode(name: string, options: { maxBytes?: number; bucket?: Bucket } = {}) {
    const { maxBytes = 10_000_000 } = options;
    const cache = await createBucketRenditionCache({
      bucket: options.bucket ?? bucket,
      folder: join(folder, name),
      maxBytes,
      memoryBytes: 100_000,
      onFailure: (error) => failures.push(error),
    });
    opened.push(cache);
    return cache;
  }

  describeRenditionCache('memory, disk and bucket', async ({ maxBytes }) => openNode('node', { maxBytes }));

  describe('the bucket behind the disk', () => {
    it.each([
      ['small', small],
      ['large', large],
    ])('gives one node what another has made: a %s print', async (_, body) => {
      const [one, other] = [await openNode('one'), await openNode('other')];
      await putBytes(one, key, body);
      await untilSent(1);
      expect(await read(other, key)).toEqual(body);
      const again = await other.get(key);
      expect(again && (await buffer(await again.open({ start: 5, end: 9 })))).toEqual(body.subarray(5, 10));
      expect(failures).toEqual([]);
    });

    it('gives back what the disk had no room for', async () => {
      const cache = await openNode('one', { maxBytes: 50_000 });
      for (const name of ['a', 'b', 'c', 'd', 'e'])
        await putBytes(cache, keyOf(name), Buffer.alloc(24_000, name));
      await untilSent(5);
      await expect.poll(() => printsOnDisk('one')).not.toContain(key);
      expect(await read(cache, key)).toEqual(Buffer.alloc(24_000, 'a'));
    });

    it('is asked once by a crowd', async () => {
      await putBytes(await openNode('one'), key, large);
      await untilSent(1);
      let asked = 0;
      const open: Bucket['open'] = (...request) => {
        asked += 1;
        return bucket.open(...request);
      };
      const other = await openNode('other', { bucket: { ...bucket, open } });
      const crowd = await Promise.all(Array.from({ length: 50 }, () => other.get(key)));
      expect(crowd.every((rendition) => rendition?.sizeBytes === large.length)).toBe(true);
      expect(asked).toBe(1);
    });

    it.each([
      ['by its key', (cache: BucketRenditionCache) => cache.own.delete(key)],
      ['by its picture', (cache: BucketRenditionCache) => cache.own.deleteMadeFrom(new Set([mark]), never)],
      [
        'by its picture among many',
        (cache: BucketRenditionCache) => cache.own.deleteMadeFrom(manyMarks(), never),
      ],
    ])('forgets what one node forgets, and does not give it to another: %s', async (_, forget) => {
      const [one, other] = [await openNode('one'), await openNode('other')];
      await putBytes(one, key, small);
      await putBytes(one, keyOf('b'), small);
      await untilSent(2);
      await forget(one);
      expect(await other.get(key)).toBeUndefined();
      expect(await read(other, keyOf('b'))).toEqual(small);
      expect(await one.get(key)).toBeUndefined();
    });

    it('keeps what others may need when a node forgets its own', async () => {
      const [one, other] = [await openNode('one'), await openNode('other')];
      await putBytes(one, key, small);
      await untilSent(1);
      await one.own.clear();
      expect(await printsOnDisk('one')).toEqual([]);
      expect(await read(other, key)).toEqual(small);
      await one.shared.clear();
      expect(await sent()).toEqual([]);
    });

    it('does not take back what was forgotten while it was being fetched', async () => {
      await putBytes(await openNode('one'), key, large);
      await untilSent(1);
      const asked = Promise.withResolvers<void>();
      const answer = Promise.withResolvers<void>();
      const open: Bucket['open'] = async (...request) => {
        const stream = await bucket.open(...request);
        asked.resolve();
        await answer.promise;
        return stream;
      };
      const other = await openNode('other', { bucket: { ...bucket, open } });
      const fetching = other.get(key);
      await asked.promise;
      await other.own.delete(key);
      answer.resolve();
      await fetching;
      expect(await printsOnDisk('other')).toEqual([]);
    });

    it('has one name for all nodes, and the disk of each its own', async () => {
      const [one, other] = [await openNode('one'), await openNode('other')];
      expect(other.shared.id).toBe(one.shared.id);
      expect(other.own.id).not.toBe(one.own.id);
    });
  });

  describe('a bucket that fails', () => {
    const broken = new Error('gone');
    const failing = async () => {
      throw broken;
    };

    it('is as if it were empty, said, and left out for a while', async () => {
      const cache = await openNode('one', { bucket: { ...bucket, open: failing, putFile: failing } });
      expect(await cache.get(key)).toBeUndefined();
      expect(await cache.get(keyOf('b'))).toBeUndefined();
      await putBytes(cache, key, small);
      expect(await read(cache, key)).toEqual(small);
      expect(failures).toEqual([broken]);
    });

    it('fails a purge, which is tried again', async () => {
      const cache = await openNode('one', { bucket: { ...bucket, delete: failing } });
      await putBytes(cache, key, small);
      await expect(cache.own.delete(key)).rejects.toBe(broken);
      expect(await read(cache, key)).toEqual(small);
    });
  });

  async function sent(): Promise<string[]> {
    const keys: string[] = [];
    for await (const objects of bucket.list('')) keys.push(...objects.map((object) => object.key));
    return keys;
  }

  /** It happens in the background. */
  async function untilSent(count: number): Promise<void> {
    await expect.poll(async () => (await sent()).length, { timeout: 10_000 }).toBe(count);
  }
});

/** Enough of one shelf for the shelf to be listed whole. */
function manyMarks(): Set<string> {
  const others = Array.from(
    { length: 20 },
    (_, index) => mark.slice(0, 2) + keyOf(String(index)).slice(2, 24),
  );
  return new Set([mark, ...others]);
}

async function printsOnDisk(node: string): Promise<string[]> {
  const names = await readdir(join(folder, node), { recursive: true });
  return names.flatMap((name) => /[0-9a-f]{64}$/.exec(name)?.[0] ?? []);
}
