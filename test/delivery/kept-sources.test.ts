import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { call } from '../support/api.ts';
import { deliver } from '../support/delivery.ts';
import { addOrigin, attach } from '../support/endpoints.ts';
import { allowLoopback } from '../support/loopback-origin.ts';
import { drawPlain } from '../support/pictures.ts';
import { cacheCounts } from '../support/renditions.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';
import { type WatchedOrigin, watchOrigin } from '../support/watched-origin.ts';

const settings = {
  ...allowLoopback,
  CALOTYPE_ORIGIN_CACHE_CONTROL: 'told',
  CALOTYPE_COPY_FROM_ORIGINS: 'Old library',
};
let server: RunningServer;
let origin: WatchedOrigin;
let width = 100;

beforeAll(async () => {
  origin = await watchOrigin();
  server = await startServer(settings);
  const web = { type: 'WEB_FOLDER', baseUrl: origin.url };
  const id = await addOrigin(server, web);
  await attach(server, '', [id]);
  await attach(server, 'told', [id]);
  await attach(server, 'old', [await addOrigin(server, { ...web, name: 'Old library' })]);
});
afterAll(async () => {
  await server.stop();
  await origin.close();
});

/** One that nobody else has. */
function picture(): Promise<Buffer> {
  width += 1;
  return drawPlain(width, 60, 'red').png().toBuffer();
}

async function purge(url: string): Promise<void> {
  const asked = await call(server, 'POST', '/v1/files/purge', { url: `${server.endpoint}${url}` });
  const { requestId } = asked.json<{ requestId: string }>();
  await vi.waitFor(async () => {
    const answer = await call(server, 'GET', `/v1/files/purge/${requestId}`);
    expect(answer.json()).toEqual({ status: 'Completed' });
  });
}

async function keptBytes(): Promise<number> {
  const answer = await call(server, 'GET', '/v1/accounts/usage?startDate=2026-01-01&endDate=2026-01-02');
  return answer.json<{ originalCacheStorageBytes: number }>().originalCacheStorageBytes;
}

describe('a purge', () => {
  it('of an exact URL has the file fetched and printed anew', async () => {
    origin.put('/exact.png', await picture());
    await deliver(server, '/tr:w-20/exact.png');
    origin.put('/exact.png', await picture());
    const before = await deliver(server, '/tr:w-20/exact.png');
    expect(origin.asked('/exact.png')).toBe(1);
    await purge('/tr:w-20/exact.png');
    const after = await deliver(server, '/tr:w-20/exact.png');
    expect(after.headers.etag).not.toBe(before.headers.etag);
    expect(origin.asked('/exact.png')).toBe(2);
  });

  it('below a wildcard takes all files of the endpoint that begin so, what is unchanged is printed again', async () => {
    for (const name of ['a', 'b']) origin.put(`/season/2026/${name}.png`, await picture());
    origin.put('/season/2025/c.png', await picture());
    const paths = ['/season/2026/a.png', '/season/2026/b.png', '/season/2025/c.png'];
    for (const path of paths) await deliver(server, path);
    const kept = await keptBytes();
    expect(kept).toBeGreaterThan(0);
    await purge('/season/2026/*');
    expect(await keptBytes()).toBeLessThan(kept);
    const before = await cacheCounts(server);
    for (const path of paths) expect((await deliver(server, path)).status).toBe(200);
    expect(paths.map((path) => origin.asked(path))).toEqual([2, 2, 1]);
    const after = await cacheCounts(server);
    expect(after.missCount - before.missCount).toBe(2);
  });
});

describe('Cache-Control of an origin', () => {
  it.each([
    ['max-age=600', 'public, s-maxage=N, max-age=N, must-revalidate'],
    ['private, max-age=600', 'private, max-age=N'],
    ['no-store', 'private, max-age=0'],
  ])('%s reaches visitors where it counts', async (cacheControl, expected) => {
    const path = `/${cacheControl.replace(/\W+/g, '-')}.png`;
    origin.put(path, await picture(), { 'cache-control': cacheControl });
    const { headers } = await deliver(server, `/told${path}`);
    expect(headers['cache-control']?.replace(/\b(600|59\d)\b/g, 'N')).toBe(expected);
    const elsewhere = await deliver(server, path);
    expect(elsewhere.headers['cache-control']).toContain('max-age=15552000');
  });
});

describe('an origin that is taken over', () => {
  it('gives its files to the library, once, whoever is first', async () => {
    origin.put('/shoes/red.png', await picture(), { 'is-private-file': 'true' });
    origin.put('/shoes/blue.png', await picture());
    const many = Array.from({ length: 12 }, (_, index) =>
      deliver(server, `/old/tr:w-${20 + index}/shoes/blue.png`),
    );
    expect((await Promise.all(many)).map(({ status }) => status)).toEqual(Array(12).fill(200));
    expect((await deliver(server, '/old/shoes/red.png')).status).toBe(401);
    origin.remove('/shoes/blue.png');
    expect((await deliver(server, '/shoes/blue.png')).status).toBe(200);
    const listed = await call(server, 'GET', '/v1/files?path=/shoes');
    const files = listed.json<{ name: string; isPrivateFile: boolean; versionInfo: { name: string } }[]>();
    expect(
      files.map(({ name, isPrivateFile, versionInfo }) => [name, isPrivateFile, versionInfo.name]).sort(),
    ).toEqual([
      ['blue.png', false, 'Version 1'],
      ['red.png', true, 'Version 1'],
    ]);
    expect(origin.asked('/shoes/blue.png')).toBe(1);
  });

  it('keeps those whose names the library does not keep', async () => {
    origin.put('/odd%20folder/a.png', await picture());
    expect((await deliver(server, '/old/odd%20folder/a.png')).status).toBe(200);
    const listed = await call(server, 'GET', '/v1/files?path=/odd_folder');
    expect(listed.text).toBe('[]');
  });
});

it('a server that is killed in the middle of a download begins it anew, and has kept the rest', async () => {
  origin.put('/whole.png', await picture());
  expect((await deliver(server, '/tr:w-20/whole.png')).status).toBe(200);
  const file = await picture();
  origin.answer('/torn.png', (_, response) => {
    response.writeHead(200, { 'content-length': file.length }).write(file.subarray(0, 50));
  });
  const torn = deliver(server, '/tr:w-20/torn.png').catch(() => 'torn');
  const staged = join(server.dataFolder, 'sources/bytes/temporary');
  await vi.waitFor(async () => expect(await readdir(staged)).toHaveLength(1));
  await server.kill();
  expect(await torn).toBe('torn');

  server = await startServer({ ...settings, CALOTYPE_DATA: server.dataFolder });
  expect(await readdir(staged)).toEqual([]);
  origin.put('/torn.png', file);
  expect((await deliver(server, '/tr:w-20/torn.png')).status).toBe(200);
  expect((await deliver(server, '/tr:w-30/whole.png')).status).toBe(200);
  expect([origin.asked('/whole.png'), origin.asked('/torn.png')]).toEqual([1, 2]);
});
