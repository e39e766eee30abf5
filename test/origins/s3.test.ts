import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Origin } from '../../src/domain/origin.ts';
import { createS3Bucket } from '../../src/origin/s3-bucket.ts';
import { deliver } from '../support/delivery.ts';
import { addOrigin, attach } from '../support/endpoints.ts';
import { allowLoopback } from '../support/loopback-origin.ts';
import { drawPlain } from '../support/pictures.ts';
import { findS3Program, type S3Server, startS3Server } from '../support/s3-server.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';
import { makeTools, request, whole } from './tools.ts';

describe.skipIf(findS3Program() === undefined)('a bucket', () => {
  let s3: S3Server;
  let bucket: string;
  let client: S3Client;

  beforeAll(async () => {
    s3 = await startS3Server();
    bucket = await s3.makeBucket();
    const { endpoint, credentials } = s3;
    client = new S3Client({ endpoint, credentials, region: 'us-east-1', forcePathStyle: true });
  });
  afterAll(async () => {
    client.destroy();
    await s3.stop();
  });

  const put = (Key: string, Body: Buffer | string, more: object = {}) =>
    client.send(new PutObjectCommand({ Bucket: bucket, Key, Body, ...more }));

  function open(more: object = {}): Origin {
    const { accessKeyId: accessKey, secretAccessKey: secretKey } = s3.credentials;
    const place = {
      bucket,
      prefix: 'pictures/',
      accessKey,
      secretKey,
      endpoint: s3.endpoint,
      s3ForcePathStyle: true,
    };
    return createS3Bucket({ type: 'S3_COMPATIBLE', ...place, ...more }, makeTools());
  }

  it('gives objects below its prefix, under any name', async () => {
    for (const path of ['/a.txt', '/a b/c+d&e%20.txt', '/größe/日本.txt']) {
      await put(`pictures${path}`, path, { CacheControl: 'max-age=7' });
      expect(await whole(await open().open(path, request()))).toMatchObject({
        kind: 'file',
        body: path,
        sizeBytes: Buffer.byteLength(path),
        isPrivate: false,
        validators: { etag: expect.stringMatching(/^"/), lastModified: expect.stringMatching(/GMT$/) },
      });
    }
  });

  it('tells what is private, and what has not changed', async () => {
    await put('pictures/p.txt', 'p', { Metadata: { isprivatefile: 'true' } });
    const answer = await open().open('/p.txt', request());
    expect(await whole(answer)).toMatchObject({ isPrivate: true });
    const known = answer.kind === 'file' ? answer.validators : {};
    expect(await open().open('/p.txt', request({ known }))).toMatchObject({ kind: 'unchanged' });
    await put('pictures/p.txt', 'other');
    expect(await whole(await open().open('/p.txt', request({ known })))).toMatchObject({ body: 'other' });
  });

  it('says that there is none, that it was refused, that nobody answers', async () => {
    expect(await open().open('/none.txt', request())).toEqual({ kind: 'missing' });
    const refused = open({ secretKey: 'wrong' }).open('/a.txt', request());
    await expect(refused).rejects.toMatchObject({ reason: 'EACCES - The origin refused access' });
    const nowhere = open({ bucket: 'no-such-bucket' }).open('/a.txt', request());
    await expect(nowhere).rejects.toMatchObject({ reason: 'UNIDENTIFIED - There is no such bucket' });
    const dead = open({ endpoint: 'http://127.0.0.1:1' }).open('/a.txt', request());
    await expect(dead).rejects.toMatchObject({ reason: 'ECONNREFUSED - The origin refused the connection' });
  });

  it('ends an object that is too large', async () => {
    await put('pictures/large.txt', 'x'.repeat(2000));
    const large = open().open('/large.txt', request({ maxBytes: 1000 }));
    await expect(large).rejects.toMatchObject({ code: 'too_large' });
  });

  it('that is a backup of Cloudinary has the newest version of each public id', async () => {
    await put('pictures/shop/cat/1aa', 'first');
    // S3 tells times by the second.
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await put('pictures/shop/cat/0bb', 'second');
    await put('pictures/shop/cat/deeper/zzz', 'of another');
    await put('pictures/notes.txt/1', 'raw');
    const { endpoint, credentials } = s3;
    const { accessKeyId: accessKey, secretAccessKey: secretKey } = credentials;
    const backup = createS3Bucket(
      { type: 'CLOUDINARY_BACKUP', bucket, prefix: 'pictures', accessKey, secretKey },
      makeTools(),
      { endpoint, forcePathStyle: true },
    );
    const read = async (path: string) => whole(await backup.open(path, request()));
    expect(await read('/shop/cat.jpg')).toMatchObject({ body: 'second' });
    expect(await read('/shop/cat')).toMatchObject({ body: 'second' });
    expect(await read('/notes.txt')).toMatchObject({ body: 'raw' });
    expect(await read('/shop.jpg')).toEqual({ kind: 'missing' });
  });

  describe('behind a server', () => {
    let server: RunningServer;
    beforeAll(async () => {
      server = await startServer(allowLoopback);
      const { accessKeyId: accessKey, secretAccessKey: secretKey } = s3.credentials;
      const place = { type: 'S3_COMPATIBLE', bucket, endpoint: s3.endpoint, s3ForcePathStyle: true };
      await attach(server, 'raw', [await addOrigin(server, { ...place, accessKey, secretKey })]);
    });
    afterAll(() => server.stop());

    it('delivers pictures', async () => {
      await put('a/cat.png', await drawPlain(80, 40, 'red').png().toBuffer());
      const { status, bytes } = await deliver(server, '/raw/tr:w-20/a/cat.png');
      expect([status, (await sharp(bytes).metadata()).height]).toEqual([200, 10]);
      await put('a/secret.png', await drawPlain(81, 40, 'red').png().toBuffer(), {
        Metadata: { isprivatefile: 'true' },
      });
      expect((await deliver(server, '/raw/tr:w-20/a/secret.png')).status).toBe(401);
    });
  });
});
