import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import {
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  S3ServiceException,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeWire } from '../../test/support/cut-wire.ts';
import { describeWithS3 } from '../../test/support/describe-with-s3.ts';
import type { Bucket } from '../domain/bucket.ts';
import { abortForgottenUploads } from './forgotten-uploads.ts';
import { openS3Bucket, type S3BucketOptions } from './s3-bucket.ts';
import { createS3Client } from './s3-client.ts';

const never = new AbortController().signal;
const mebibyte = 1024 * 1024;
const later = new Date(Date.now() + 25 * 3_600_000);
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'calotype-test-'));
});

afterEach(() => rm(folder, { recursive: true }));

describeWithS3('S3', (s3) => {
  let options: S3BucketOptions;
  let bucket: Bucket;
  beforeEach(async () => {
    const name = await s3().makeBucket();
    options = { ...s3(), bucket: name, prefix: 'a/b', pathStyle: true, timeoutSeconds: 5 };
    bucket = await openS3Bucket(options);
  });
  afterEach(() => bucket.close());

  describe('an object', () => {
    it.each([
      ['empty', 0],
      ['small', 1000],
      ['of exactly one part', 8 * mebibyte],
      ['of one byte more', 8 * mebibyte + 1],
      ['of many parts', 33 * mebibyte],
    ])('that is %s is kept as it was', async (_, sizeBytes) => {
      const bytes = Buffer.alloc(sizeBytes, 'object');
      await bucket.putFile('key', await fileOf(bytes), never);
      expect(await bucket.find('key')).toMatchObject({ key: 'key', sizeBytes });
      expect((await contentOf(bucket, 'key'))?.equals(bytes)).toBe(true);
    });

    it('takes the place of the one before, and its age is that of the last', async () => {
      await bucket.putFile('key', await fileOf('first'), never);
      await bucket.putFile('key', await fileOf('second'), never);
      expect(String(await contentOf(bucket, 'key'))).toBe('second');
      const { modifiedAt = new Date(0) } = (await bucket.find('key')) ?? {};
      expect(Math.abs(Date.now() - modifiedAt.getTime())).toBeLessThan(60_000);
    });

    it('is opened in part', async () => {
      await bucket.putFile('key', await fileOf('0123456789'), never);
      const stream = await bucket.open('key', { range: { start: 2, end: 4 } });
      expect(stream && String(await buffer(stream))).toBe('234');
    });

    it('that is absent is undefined, and deleting it no error', async () => {
      expect(await bucket.open('none', {})).toBeUndefined();
      expect(await bucket.find('none')).toBeUndefined();
      await bucket.delete('none');
      await bucket.putFile('key', await fileOf('bytes'), never);
      await bucket.delete('key');
      expect(await bucket.find('key')).toBeUndefined();
    });

    it('lies below the prefix, beside those of others', async () => {
      const other = await openS3Bucket({ ...options, prefix: 'a' });
      await bucket.putFile('key', await fileOf('bytes'), never);
      expect(await other.find('b/key')).toBeDefined();
      expect(await other.find('key')).toBeUndefined();
      other.close();
    });
  });

  it('lists everything below a prefix, piece by piece', async () => {
    const file = await fileOf('');
    const keys = Array.from({ length: 1100 }, (_, index) => `in/${String(index).padStart(4, '0')}`);
    for (let start = 0; start < keys.length; start += 50) {
      await Promise.all(keys.slice(start, start + 50).map((key) => bucket.putFile(key, file, never)));
    }
    await bucket.putFile('out/0', file, never);
    const pieces = [];
    for await (const objects of bucket.list('in/')) pieces.push(objects.map(({ key }) => key));
    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.flat()).toEqual(keys);
  });

  describe('an upload', () => {
    it('that is told to stop leaves nothing, not even parts', async () => {
      const controller = new AbortController();
      const reason = new Error('Shutting down.');
      const putting = bucket.putFile('film', await fileOf(Buffer.alloc(64 * mebibyte)), controller.signal);
      await expect.poll(() => pending()).toHaveLength(1);
      controller.abort(reason);
      await expect(putting).rejects.toBe(reason);
      expect(await pending()).toEqual([]);
      expect(await bucket.find('film')).toBeUndefined();
    });

    it('of a file that is not there says so', async () => {
      await expect(bucket.putFile('key', join(folder, 'none'), never)).rejects.toMatchObject({
        code: 'ENOENT',
      });
    });

    it('that a crash cut off is removed when nobody can be at it any more', async () => {
      const client = createS3Client(options);
      const name = { Bucket: options.bucket, Key: 'a/b/film' };
      const { UploadId } = await client.send(new CreateMultipartUploadCommand(name));
      await client.send(
        new UploadPartCommand({ ...name, UploadId, PartNumber: 1, Body: Buffer.from('part') }),
      );
      await bucket.removeLeftovers();
      expect(await pending()).toHaveLength(1);
      await abortForgottenUploads(client, { bucket: options.bucket, prefix: 'a/other/' }, later);
      expect(await pending()).toHaveLength(1);
      await abortForgottenUploads(client, { bucket: options.bucket, prefix: 'a/b/' }, later);
      expect(await pending()).toEqual([]);
      client.destroy();
    });
  });

  describe('a bucket that cannot be used', () => {
    it.each<[string, Partial<S3BucketOptions>, RegExp]>([
      [
        'is not there',
        { bucket: 'nobody-made-this' },
        /^The bucket nobody-made-this at http:\S+ cannot be used: there is no such bucket/,
      ],
      [
        'is asked with a wrong secret',
        { credentials: { accessKeyId: 'calotype', secretAccessKey: 'wrong' } },
        /the secret key is wrong/,
      ],
      [
        'is asked with a wrong key',
        { credentials: { accessKeyId: 'who', secretAccessKey: 'x' } },
        /the access key is unknown|the server says “No user exists/,
      ],
      [
        'is on a server that is not there',
        { endpoint: 'http://127.0.0.1:9' },
        /it cannot be reached \(.*ECONNREFUSED/,
      ],
    ])('because it %s is said before anything else', async (_, wrong, sentence) => {
      await expect(openS3Bucket({ ...options, ...wrong })).rejects.toMatchObject({
        code: 'invalid',
        message: expect.stringMatching(sentence),
      });
    });

    it('because it has gone meanwhile is no mistake of the caller', async () => {
      await expect(bucket.check(never)).resolves.toBeUndefined();
      const gone = { ...options, bucket: await s3().makeBucket() };
      const other = await openS3Bucket(gone);
      await s3().removeBucket(gone.bucket);
      await expect(other.putFile('key', await fileOf(''), never)).rejects.toBeInstanceOf(S3ServiceException);
      await expect(other.check(never)).rejects.toThrow();
      other.close();
    });

    it('because the network is gone is busy, and works again when it is back', async () => {
      const { port } = new URL(s3().endpoint);
      const wire = await makeWire(() => connect(Number(port), '127.0.0.1'));
      const far = await openS3Bucket({ ...options, endpoint: `http://127.0.0.1:${wire.port}` });
      await far.putFile('key', await fileOf('bytes'), never);
      wire.interrupt();
      const busy = { code: 'busy' };
      await expect(far.open('key', {})).rejects.toMatchObject(busy);
      await expect(far.putFile('key', await fileOf('bytes'), never)).rejects.toMatchObject(busy);
      await expect(far.check(never)).rejects.toMatchObject(busy);
      wire.restore();
      expect(String(await contentOf(far, 'key'))).toBe('bytes');
      far.close();
      await wire.close();
    });

    it('because its server says nothing is busy as well', async () => {
      const silent = createServer(() => {});
      await new Promise<void>((resolve) => silent.listen(join(folder, 'silent'), resolve));
      const { port } = new URL(s3().endpoint);
      let isSilent = false;
      const wire = await makeWire(() =>
        isSilent ? connect(join(folder, 'silent')) : connect(Number(port), '127.0.0.1'),
      );
      const far = await openS3Bucket({
        ...options,
        endpoint: `http://127.0.0.1:${wire.port}`,
        timeoutSeconds: 1,
      });
      isSilent = true;
      wire.interrupt();
      wire.restore();
      await expect(far.find('key')).rejects.toMatchObject({
        code: 'busy',
        cause: expect.objectContaining({ name: 'TimeoutError', code: 'ETIMEDOUT' }),
      });
      far.close();
      await wire.close();
      silent.close();
    });
  });

  async function pending() {
    const client = createS3Client(options);
    const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: options.bucket }));
    client.destroy();
    return Uploads;
  }
});

async function fileOf(content: string | Buffer): Promise<string> {
  const path = join(folder, `file-${content.length}`);
  await writeFile(path, content);
  return path;
}

async function contentOf(bucket: Bucket, key: string): Promise<Buffer | undefined> {
  const stream = await bucket.open(key, {});
  return stream && buffer(stream);
}
