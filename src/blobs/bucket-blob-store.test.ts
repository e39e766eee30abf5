import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeWithS3 } from '../../test/support/describe-with-s3.ts';
import type { BlobStore } from '../domain/blob-store.ts';
import type { Bucket } from '../domain/bucket.ts';
import { openS3Bucket } from '../s3/s3-bucket.ts';
import { describeBlobStore } from './blob-store.contract.ts';
import { createBucketBlobStore } from './bucket-blob-store.ts';

const never = new AbortController().signal;
const mebibyte = 1024 * 1024;
const limits = { maxBytes: 64 * mebibyte, signal: never };
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'calotype-test-'));
});

afterEach(() => rm(folder, { recursive: true }));

describeWithS3('on S3', (s3) => {
  let bucket: Bucket;
  beforeEach(async () => {
    const place = {
      bucket: await s3().makeBucket(),
      prefix: 'some/blobs',
      pathStyle: true,
      timeoutSeconds: 5,
    };
    bucket = await openS3Bucket({ ...s3(), ...place });
  });
  afterEach(() => bucket.close());

  /** A node with a disk of its own. */
  function openNode(name = 'node', maxBytes = 512 * mebibyte): Promise<BlobStore> {
    return createBucketBlobStore({ bucket, folder: join(folder, name), maxBytes });
  }

  describeBlobStore('bucket', () => openNode(), { tickMilliseconds: 1100 });
  describeBlobStore('bucket without room for copies', () => openNode('node', 0), { tickMilliseconds: 1100 });

  describe('the bucket of blobs', () => {
    it('is shared: what one node has committed the others have at once', async () => {
      const [one, other] = [await openNode('one'), await openNode('other')];
      const { hash } = await upload(one, Buffer.from('a picture'));
      expect((await buffer(await other.open(hash))).toString()).toBe('a picture');
      expect(await readFile(await other.localPath(hash, never), 'utf8')).toBe('a picture');
      await other.delete(hash, { olderThan: new Date(Date.now() + 60_000) });
      await expect((await openNode('third')).open(hash)).rejects.toMatchObject({ code: 'not_found' });
    });

    it('keeps what is larger than a part, whole and in ranges', async () => {
      const film = Buffer.alloc(20 * mebibyte + 7, 'a film of some length. ');
      const { hash } = await upload(await openNode('one'), film);
      const other = await openNode('other');
      expect(
        createHash('sha256')
          .update(await buffer(await other.open(hash)))
          .digest('hex'),
      ).toBe(hash);
      const range = { start: 17 * mebibyte, end: 17 * mebibyte + 99 };
      expect(await buffer(await other.open(hash, range))).toEqual(film.subarray(range.start, range.end + 1));
    });

    it('is asked once when a crowd wants a local file, and not at all after that', async () => {
      const { hash } = await upload(await openNode('one'), Buffer.from('a picture'));
      const asked: string[] = [];
      const open: Bucket['open'] = (key, options) => {
        asked.push(key);
        return bucket.open(key, options);
      };
      const other = await createBucketBlobStore({
        bucket: { ...bucket, open },
        folder: join(folder, 'other'),
        maxBytes: mebibyte,
      });
      const paths = await Promise.all(Array.from({ length: 50 }, () => other.localPath(hash, never)));
      expect(new Set(paths).size).toBe(1);
      await other.localPath(hash, never);
      expect((await buffer(await other.open(hash))).toString()).toBe('a picture');
      expect(asked).toHaveLength(1);
    });

    it('serves a crowd although the first of it leaves', async () => {
      const { hash } = await upload(await openNode('one'), Buffer.alloc(3 * mebibyte, 'picture'));
      const other = await openNode('other');
      const first = new AbortController();
      const left = other.localPath(hash, first.signal);
      const stays = other.localPath(hash, never);
      first.abort(new Error('left'));
      await expect(left).rejects.toThrow('left');
      expect(await readFile(await stays)).toHaveLength(3 * mebibyte);
    });

    it('is not believed when it holds other bytes than the hash says', async () => {
      const { hash } = await upload(await openNode('one'), Buffer.from('a picture'));
      const open: Bucket['open'] = async () => Readable.from([Buffer.from('another')]);
      const other = await createBucketBlobStore({
        bucket: { ...bucket, open },
        folder: join(folder, 'other'),
        maxBytes: mebibyte,
      });
      await expect(other.localPath(hash, never)).rejects.toThrow('other bytes');
      expect(await readdir(join(folder, 'other'))).toEqual(['temporary']);
      expect(await readdir(join(folder, 'other', 'temporary'))).toEqual([]);
    });

    it('keeps the copy of an upload at hand, unless it is large for this disk', async () => {
      const store = await openNode('one', 64 * 1000);
      const small = await upload(store, Buffer.alloc(1000, 'small'));
      const large = await upload(store, Buffer.alloc(1001, 'large'));
      expect(await copiesIn('one')).toEqual([small.hash]);
      expect(await readFile(await store.localPath(large.hash, never))).toHaveLength(1001);
      expect(await copiesIn('one')).toEqual([small.hash, large.hash].sort());
    });

    it('lists blobs only, whatever else lies in the bucket', async () => {
      const store = await openNode();
      const { hash } = await upload(store, Buffer.from('a picture'));
      const stray = join(folder, 'stray');
      await rm(stray, { force: true });
      const staged = await store.stage(Readable.from([Buffer.from('x')]), limits);
      for (const key of ['README', `${hash}`, `${hash.slice(0, 2)}/zz/${hash}`]) {
        await bucket.putFile(key, staged.path, never);
      }
      const listed = await Readable.from(store.listOlderThan(new Date(Date.now() + 60_000))).toArray();
      expect(listed).toEqual([hash]);
    });
  });

  async function copiesIn(node: string): Promise<string[]> {
    const names = await readdir(join(folder, node), { recursive: true });
    return names.flatMap((name) => /[0-9a-f]{64}$/.exec(name)?.[0] ?? []).sort();
  }
});

async function upload(store: BlobStore, content: Buffer) {
  const staged = await store.stage(Readable.from([content]), limits);
  await staged.commit();
  return staged;
}
