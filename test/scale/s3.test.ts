import { createHash } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  makeLibrary,
  startTestServer,
  type TestServer,
} from '../../src/database/postgres/test-server.contract.ts';
import { call, tryUpload, upload } from '../support/api.ts';
import { ask } from '../support/ask.ts';
import { makeWire } from '../support/cut-wire.ts';
import { deliver } from '../support/delivery.ts';
import { describeWithS3 } from '../support/describe-with-s3.ts';
import { readPhotograph } from '../support/pictures.ts';
import { makeTemporaryFolder, type Settings } from '../support/program.ts';
import { cacheCounts, keptRenditions } from '../support/renditions.ts';
import { runCommand } from '../support/run-command.ts';
import { s3Url } from '../support/s3-server.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

const soon = { timeout: 5000, interval: 20 };
const later = { timeout: 20_000, interval: 100 };

let postgres: TestServer;
let photograph: Buffer;
let canyon: Buffer;
let cat: Buffer;
beforeAll(async () => {
  postgres = await startTestServer();
  photograph = await readPhotograph();
  cat = await readPhotograph('chelsea-the-cat.jpg');
  canyon = await readPhotograph('black-canyon.jpg');
});
afterAll(() => postgres.stop());

describeWithS3('nodes on one database and one bucket', (s3) => {
  let library: Awaited<ReturnType<typeof makeLibrary>>;
  let shared: Settings;
  let bucket: string;
  let one: RunningServer;
  let other: RunningServer;
  /** Those of a single test. */
  let more: RunningServer[];

  beforeAll(async () => {
    library = await makeLibrary(postgres);
    bucket = await s3().makeBucket();
    shared = {
      CALOTYPE_DATABASE_URL: library.url,
      CALOTYPE_BLOBS_URL: s3Url(s3(), `${bucket}/blobs`),
      CALOTYPE_RENDITIONS_URL: s3Url(s3(), `${bucket}/renditions`, { maxBytes: '100000000' }),
      CALOTYPE_USAGE_SECONDS: 1,
    };
    [one, other] = await Promise.all([startServer(shared), startServer(shared)]);
  });
  afterAll(async () => {
    await Promise.all([one.stop(), other.stop()]);
    await library.remove();
  });
  beforeEach(() => {
    more = [];
  });
  afterEach(() => Promise.all(more.map((node) => node.stop())));

  async function start(settings: Settings = {}): Promise<RunningServer> {
    const node = await startServer({ ...shared, ...settings });
    more.push(node);
    return node;
  }

  // The first of them: nothing has been counted yet.
  it('print a picture once for all of them, whoever joins later', async () => {
    await upload(one, '/coffee.jpg', photograph);
    const first = await deliver(one, '/tr:w-300/coffee.jpg');
    await untilKept(1);
    const third = await start();
    for (const node of [other, third]) {
      expect((await deliver(node, '/tr:w-300/coffee.jpg')).bytes.equals(first.bytes)).toBe(true);
    }
    await vi.waitFor(
      async () => expect(await cacheCounts(one)).toMatchObject({ hitCount: 2, missCount: 1, errorCount: 0 }),
      later,
    );
  });

  it('deliver at once what another has taken in: whole, in part and in print', async () => {
    const { fileId } = await upload(one, '/shared/coffee.jpg', photograph);
    const whole = await deliver(other, '/tr:orig-true/shared/coffee.jpg');
    expect(whole.bytes.equals(photograph)).toBe(true);
    const part = await deliver(other, '/tr:orig-true/shared/coffee.jpg', { range: 'bytes=1000-1999' });
    expect([part.status, part.bytes]).toEqual([206, photograph.subarray(1000, 2000)]);
    expect((await deliver(other, '/tr:w-64/shared/coffee.jpg')).status).toBe(200);

    await call(one, 'DELETE', `/v1/files/${fileId}`);
    await vi.waitFor(async () => expect((await deliver(other, '/shared/coffee.jpg')).status).toBe(404), soon);
  });

  it('deliver within a second what another has overwritten, and print it anew', async () => {
    await upload(one, '/text.txt', 'first');
    await upload(one, '/picture.jpg', photograph);
    const print = async () => (await deliver(other, '/tr:w-50/picture.jpg')).headers.etag;
    const text = async () => (await deliver(other, '/text.txt')).text;
    const before = await print();
    expect(await text()).toBe('first');
    await upload(one, '/text.txt', 'second');
    await upload(one, '/picture.jpg', canyon);
    await vi.waitFor(async () => expect(await text()).toBe('second'), soon);
    await vi.waitFor(async () => expect(await print()).not.toBe(before), soon);
  });

  it('have purged their disks and the bucket when a purge is completed', async () => {
    await upload(one, '/purged/cat.jpg', cat);
    await upload(one, '/kept/canyon.jpg', canyon);
    for (const node of [one, other]) {
      for (const path of ['/purged/cat.jpg', '/kept/canyon.jpg']) await deliver(node, `/tr:w-77${path}`);
    }
    const printsOf = async (picture: Buffer) => {
      const kept = [s3().keysIn(bucket, 'renditions'), keptRenditions(one), keptRenditions(other)];
      const mark = createHash('sha256').update(picture).digest('hex').slice(0, 24);
      return (await Promise.all(kept)).map((keys) => keys.filter((key) => key.startsWith(mark)).length);
    };
    await vi.waitFor(async () => expect(await printsOf(cat)).toEqual([1, 1, 1]), later);

    const made = await call(one, 'POST', '/v1/files/purge', { url: `${one.endpoint}/purged/cat.jpg*` });
    const { requestId } = made.json<{ requestId: string }>();
    await vi.waitFor(async () => {
      const answer = await call(other, 'GET', `/v1/files/purge/${requestId}`);
      expect(answer.json()).toEqual({ status: 'Completed' });
    }, later);
    expect(await printsOf(cat)).toEqual([0, 0, 0]);
    for (const count of await printsOf(canyon)) expect(count).toBeGreaterThan(0);
  });

  it('serve every upload that one of them has acknowledged before it was killed', {
    timeout: 180_000,
  }, async () => {
    const dataFolder = await makeTemporaryFolder();
    const promised = new Map<string, string>();
    let cutShort = 0;
    for (let round = 0; round < 3; round += 1) {
      const doomed = await startServer({ ...shared, CALOTYPE_DATA: dataFolder });
      const uploads = Array.from({ length: 12 }, async (_, index) => {
        const name = `${round}-${index}.txt`;
        const content = `${name} `.repeat(index % 2 === 0 ? 10 : 60_000);
        const place = { folder: '/kill', fileName: name, useUniqueFileName: false };
        const { status, text } = await tryUpload(doomed, content, place);
        expect(status, text).toBe(200);
        promised.set(`/kill/${name}`, content);
        if (promised.size % 5 === 0) await doomed.kill();
      });
      cutShort += (await Promise.allSettled(uploads)).filter(({ status }) => status === 'rejected').length;
      await doomed.kill();
    }
    for (const [path, content] of promised) {
      expect((await deliver(other, path)).text === content, path).toBe(true);
    }
    expect(promised.size).toBeGreaterThan(4);
    expect(cutShort).toBeGreaterThan(0);

    const again = await startServer({ ...shared, CALOTYPE_DATA: dataFolder });
    for (const [path, content] of promised) {
      expect((await deliver(again, path)).text === content, path).toBe(true);
    }
    await again.stop();
    await rm(dataFolder, { recursive: true, force: true });
  });

  it('are not ready while the bucket is gone, still show what they have, and go on when it is back', async () => {
    const { port } = new URL(s3().endpoint);
    const wire = await makeWire(() => connect(Number(port), '127.0.0.1'));
    const far = { ...s3(), endpoint: `http://127.0.0.1:${wire.port}` };
    const node = await start({
      CALOTYPE_BLOBS_URL: s3Url(far, `${bucket}/blobs`),
      CALOTYPE_RENDITIONS_URL: s3Url(far, `${bucket}/renditions`),
    });
    expect((await ask(node.url, '/readyz')).status).toBe(200);
    await upload(node, '/coffee.jpg', photograph);
    await deliver(node, '/tr:w-64/coffee.jpg');

    await upload(one, '/film.bin', Buffer.alloc(48_000_000, 'film'));
    const film = await fetch(`${node.endpoint}/film.bin`);
    const reading = film.body?.getReader();
    expect((await reading?.read())?.done).toBe(false);

    wire.interrupt();
    // Cut short, which shows, and not ended as if it were whole.
    await expect(drain(reading)).rejects.toThrow();
    const place = { folder: '/', fileName: 'late.txt', useUniqueFileName: false };
    expect((await tryUpload(node, 'late', place)).status).toBe(503);
    expect((await deliver(node, '/late.txt')).status).toBe(404);
    expect((await deliver(node, '/tr:w-64/coffee.jpg')).status).toBe(200);
    // Made from the copy on its own disk.
    expect((await deliver(node, '/tr:w-65/coffee.jpg')).status).toBe(200);
    await vi.waitFor(async () => {
      const { status, text } = await ask(node.url, '/readyz');
      expect(status).toBe(503);
      expect(JSON.parse(text)).toEqual({ status: 'unavailable', reason: 'The blobs cannot be reached.' });
    }, later);
    expect((await ask(node.url, '/healthz')).status).toBe(200);

    wire.restore();
    expect((await tryUpload(node, 'late', place)).status).toBe(200);
    await vi.waitFor(async () => expect((await ask(node.url, '/readyz')).status).toBe(200), later);
    await wire.close();
  });

  it('keep a client waiting for as long as the bucket takes, which is no idle connection', async () => {
    const { port } = new URL(s3().endpoint);
    const wire = await makeWire(() => connect(Number(port), '127.0.0.1'));
    const far = { ...s3(), endpoint: `http://127.0.0.1:${wire.port}` };
    const idleSeconds = 1;
    const node = await start({
      CALOTYPE_IDLE_SECONDS: idleSeconds,
      CALOTYPE_BLOBS_URL: s3Url(far, `${bucket}/blobs`),
    });
    wire.hold();
    const place = { folder: '/', fileName: 'patience.txt', useUniqueFileName: false };
    const uploading = tryUpload(node, 'patience', place);
    await wait(3 * idleSeconds * 1000);
    wire.letGo();
    expect((await uploading).status).toBe(200);
    await wire.close();
  });

  it('leave nothing of an upload on a disk, and no half of one anywhere', async () => {
    const dataFolder = await makeTemporaryFolder();
    const doomed = await startServer({ ...shared, CALOTYPE_DATA: dataFolder });
    const place = { folder: '/', fileName: 'film.bin', useUniqueFileName: false };
    const cut = tryUpload(doomed, Buffer.alloc(40_000_000, 'film'), place).catch(() => undefined);
    await wait(150);
    await doomed.kill();
    await cut;
    const again = await startServer({ ...shared, CALOTYPE_DATA: dataFolder });
    expect(await readdir(join(dataFolder, 'blob-copies/temporary'))).toEqual([]);
    expect([200, 404]).toContain((await deliver(again, '/film.bin')).status);
    await again.stop();
    await rm(dataFolder, { recursive: true, force: true });
  });

  async function untilKept(count: number): Promise<void> {
    await vi.waitFor(async () => expect(await s3().keysIn(bucket, 'renditions')).toHaveLength(count), later);
  }

  describe('a start', () => {
    it.each([
      ['the bucket is not there', () => s3Url(s3(), 'nobody-made-this/blobs'), 'there is no such bucket'],
      [
        'the secret is wrong',
        () => s3Url({ ...s3(), credentials: { accessKeyId: 'calotype', secretAccessKey: 'wrong' } }, bucket),
        'the secret key is wrong',
      ],
      [
        'nobody is there',
        () => s3Url({ ...s3(), endpoint: 'http://127.0.0.1:9' }, bucket),
        'it cannot be reached',
      ],
    ])('ends with 2 and says why when %s', async (_, url, sentence) => {
      const ran = await runCommand([], { CALOTYPE_PORT: 0, CALOTYPE_BLOBS_URL: url() });
      expect(ran.code).toBe(2);
      expect(ran.stderr).toContain('CALOTYPE_BLOBS_URL: The bucket ');
      expect(ran.stderr).toContain(sentence);
      expect(ran.stderr).not.toContain('    at ');
    });

    it('takes credentials from the environment, as every program for S3 does', async () => {
      const { accessKeyId, secretAccessKey } = s3().credentials;
      const node = await start({
        AWS_ACCESS_KEY_ID: accessKeyId,
        AWS_SECRET_ACCESS_KEY: secretAccessKey,
        CALOTYPE_BLOBS_URL: `s3://${bucket}/blobs?endpoint=${s3().endpoint}`,
      });
      await upload(node, '/a.txt', 'text');
      expect((await deliver(node, '/a.txt')).text).toBe('text');
    });
  });
});

async function drain(reader: ReadableStreamDefaultReader | undefined): Promise<void> {
  while (reader !== undefined && !(await reader.read()).done);
}
