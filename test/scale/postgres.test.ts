import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { makeInterruptible } from '../../src/database/postgres/interruptible.contract.ts';
import {
  makeLibrary,
  startTestServer,
  type TestServer,
} from '../../src/database/postgres/test-server.contract.ts';
import { call, type FileObject, getDetails, tryUpload, upload } from '../support/api.ts';
import { ask } from '../support/ask.ts';
import { deliver } from '../support/delivery.ts';
import { readFixture } from '../support/fixtures.ts';
import { askForJob, doJob, untilOver } from '../support/jobs.ts';
import { describe as describePicture, readPhotograph } from '../support/pictures.ts';
import { makeTemporaryFolder } from '../support/program.ts';
import { keptRenditions, today } from '../support/renditions.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

let postgres: TestServer;
let library: Awaited<ReturnType<typeof makeLibrary>>;
let photograph: Buffer;
beforeAll(async () => {
  postgres = await startTestServer();
  library = await makeLibrary(postgres);
  photograph = await readPhotograph();
});
afterAll(async () => {
  await library.remove();
  postgres.stop();
});

describe('the program on PostgreSQL', () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await startServer({ CALOTYPE_DATABASE_URL: library.url });
  });
  afterAll(() => server.stop());

  it('uploads, lists, updates, prints and deletes', async () => {
    const { fileId } = await upload(server, '/shop/coffee.jpg', photograph, { tags: 'cup,hot' });
    const listed = await call(server, 'GET', '/v1/files?path=/shop&tags=hot');
    expect(listed.json<FileObject[]>()).toMatchObject([
      { fileId, tags: ['cup', 'hot'], size: photograph.length },
    ]);

    expect((await call(server, 'PATCH', `/v1/files/${fileId}/details`, { tags: ['cold'] })).status).toBe(200);
    expect(await getDetails(server, fileId)).toMatchObject({ filePath: '/shop/coffee.jpg', tags: ['cold'] });

    const print = await deliver(server, '/tr:w-120,h-90/shop/coffee.jpg');
    expect(await describePicture(print.bytes)).toMatchObject({ width: 120, height: 90 });

    expect((await call(server, 'DELETE', `/v1/files/${fileId}`)).status).toBe(204);
    expect((await deliver(server, '/tr:w-120,h-90/shop/coffee.jpg')).status).toBe(404);
  });

  it('counts versions and forgets none when one path is uploaded many times at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        tryUpload(server, `text ${index}`, { folder: '/v', fileName: 'a.txt', useUniqueFileName: false }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    const fileId = answers[0]?.json<{ fileId: string }>().fileId;
    const versions = (await call(server, 'GET', `/v1/files/${fileId}/versions`)).json<FileObject[]>();
    expect(versions).toHaveLength(10);
  });

  it('takes a file that claims an absurd size for one without a size', async () => {
    const absurd = Buffer.from(await readFixture('layers.psd'));
    absurd.writeUInt32BE(3_000_000_000, 18);
    const { fileId } = await upload(server, '/absurd.psd', absurd);
    expect(await getDetails(server, fileId)).not.toHaveProperty('width');
  });

  it.each([
    ['a name', 'GET', '/v1/files?name=%00'],
    ['a folder', 'GET', '/v1/files?path=%2Fa%00b'],
    ['a picture', 'GET', '/demo/a%00b.jpg'],
  ])('takes a U+0000 in %s for a mistake of its caller', async (_, method, path) => {
    expect((await call(server, method, path)).status).toBeLessThan(500);
  });
});

describe('two nodes on one database and one folder of blobs', () => {
  let one: RunningServer;
  let other: RunningServer;
  const soon = { timeout: 1000, interval: 20 };
  let folder: string;
  beforeAll(async () => {
    folder = await makeTemporaryFolder();
    const shared = {
      CALOTYPE_DATABASE_URL: library.url,
      CALOTYPE_BLOBS_URL: `file:${join(folder, 'blobs')}`,
    };
    [one, other] = await Promise.all([startServer(shared), startServer(shared)]);
  });
  afterAll(async () => {
    await Promise.all([one.stop(), other.stop()]);
    await rm(folder, { recursive: true });
  });

  it('have the same keys', () => {
    expect(other.privateKey).toBe(one.privateKey);
  });

  it('deliver what the other has taken in, and no more what the other has deleted', async () => {
    const { fileId } = await upload(one, '/shared/coffee.jpg', photograph);
    const print = await deliver(other, '/tr:w-64/shared/coffee.jpg');
    expect(await describePicture(print.bytes)).toMatchObject({ width: 64 });

    await call(one, 'DELETE', `/v1/files/${fileId}`);
    const status = async () => (await deliver(other, '/tr:w-64/shared/coffee.jpg')).status;
    await vi.waitFor(async () => expect(await status()).toBe(404), soon);
  });

  it('deliver within a second what the other has overwritten', async () => {
    await upload(one, '/shared/text.txt', 'first');
    const text = async () => (await deliver(other, '/shared/text.txt')).text;
    expect(await text()).toBe('first');
    await upload(one, '/shared/text.txt', 'second');
    await vi.waitFor(async () => expect(await text()).toBe('second'), soon);
  });

  it('have both purged when a purge is completed', async () => {
    await upload(one, '/purged/coffee.jpg', await readPhotograph('black-canyon.jpg'));
    const before = await Promise.all([keptRenditions(one), keptRenditions(other)]);
    for (const node of [one, other]) await deliver(node, '/tr:w-77/purged/coffee.jpg');
    const printed = await Promise.all([keptRenditions(one), keptRenditions(other)]);
    expect(printed.map(({ length }) => length)).toEqual(before.map(({ length }) => length + 1));

    const url = `${one.endpoint}/purged/coffee.jpg*`;
    const made = await call(one, 'POST', '/v1/files/purge', { url });
    const { requestId } = made.json<{ requestId: string }>();
    const status = async (node: RunningServer) =>
      (await call(node, 'GET', `/v1/files/purge/${requestId}`)).json<{ status: string }>().status;
    await vi.waitFor(async () => expect(await status(one)).toBe('Completed'), { timeout: 10_000 });
    expect(await status(other)).toBe('Completed');
    expect(await Promise.all([keptRenditions(one), keptRenditions(other)])).toEqual(before);
  });

  it('add up what they have delivered', async () => {
    await upload(one, '/counted.txt', 'text');
    const query = `startDate=${today()}&endDate=${today()}`;
    const count = async (node: RunningServer) =>
      (await call(node, 'GET', `/v1/accounts/usage-analytics?${query}`))
        .json<{ topOtherAssets: { byRequests: { name: string; requestCount: number }[] } }>()
        .topOtherAssets.byRequests.find(({ name }) => name.endsWith('/counted.txt'))?.requestCount;
    for (let index = 0; index < 3; index += 1) await deliver(one, '/counted.txt');
    for (let index = 0; index < 4; index += 1) await deliver(other, '/counted.txt');
    expect(await count(one)).toBe(3);
    expect(await count(other)).toBe(7);
    expect(await count(one)).toBe(7);
  });

  it("do each other's jobs, lock folders for each other, and deliver at the new path within a second", async () => {
    await upload(one, '/jobs/shop/a.txt', 'text');
    expect((await deliver(other, '/jobs/shop/a.txt')).text).toBe('text');
    const body = { sourceFolderPath: '/jobs/shop', destinationPath: '/jobs/there' };
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => askForJob(index % 2 ? one : other, 'moveFolder', body)),
    );
    const taken = answers.filter(({ status }) => status === 200);
    expect(taken).toHaveLength(1);
    for (const { status } of answers) expect([200, 404, 423]).toContain(status);
    await untilOver(other, taken[0]?.json<{ jobId: string }>().jobId ?? '');
    for (const node of [one, other]) {
      await vi.waitFor(async () => {
        expect((await deliver(node, '/jobs/there/shop/a.txt')).text).toBe('text');
        expect((await deliver(node, '/jobs/shop/a.txt')).status).toBe(404);
      }, soon);
    }
  });

  it('move and copy folders of many files between them, each once', async () => {
    const names = Array.from({ length: 60 }, (_, index) => `${index % 3}/${index}.txt`);
    await Promise.all(names.map((name, index) => upload(index % 2 ? one : other, `/many/a/${name}`, name)));
    await upload(one, '/many/b/a/0/own.txt', 'own');
    await doJob(one, 'moveFolder', { sourceFolderPath: '/many/a', destinationPath: '/many/b' });
    await doJob(other, 'copyFolder', { sourceFolderPath: '/many/b', destinationPath: '/many/c' });
    const query = new URLSearchParams({ searchQuery: 'path : "/many"', type: 'file', limit: '1000' });
    const files = (await call(one, 'GET', `/v1/files?${query}`)).json<FileObject[]>();
    const paths = files.filter(({ type }) => type === 'file').map(({ filePath }) => filePath);
    const expected = [...names, '0/own.txt'].flatMap((name) => [`/many/b/a/${name}`, `/many/c/b/a/${name}`]);
    expect(paths.toSorted()).toEqual(expected.toSorted());
  });

  it('count the versions of one file together', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => upload(index % 2 ? one : other, '/shared/v.txt', `${index}`)),
    );
    const fileId = answers[0]?.fileId ?? '';
    expect(new Set(answers.map((answer) => answer.fileId)).size).toBe(1);
    const versions = (await call(one, 'GET', `/v1/files/${fileId}/versions`)).json<FileObject[]>();
    expect(versions).toHaveLength(10);
  });
});

describe('a node whose database cannot be reached', () => {
  it('answers 503, stays alive, and goes on when the database is back', async () => {
    const network = await makeInterruptible(library.url);
    const server = await startServer({ CALOTYPE_DATABASE_URL: network.url });
    const { fileId } = await upload(server, '/gone/a.txt', 'text');
    network.interrupt();
    const place = { folder: '/gone', fileName: 'b.txt' };
    const refused = [
      await call(server, 'GET', '/v1/files'),
      await call(server, 'PATCH', `/v1/files/${fileId}/details`, { tags: ['x'] }),
      await tryUpload(server, 'text', place),
      await deliver(server, '/gone/none.txt'),
    ];
    expect(refused.map(({ status }) => status)).toEqual([503, 503, 503, 503]);
    expect((await ask(server.url, '/healthz')).status).toBe(200);
    network.restore();
    expect((await tryUpload(server, 'text', place)).status).toBe(200);
    expect((await deliver(server, '/gone/a.txt')).text).toBe('text');
    await server.stop();
    await network.close();
  });
});
