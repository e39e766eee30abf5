import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import ImageKit from '@imagekit/nodejs';
import type { UsageAnalyticsResponse } from '@imagekit/nodejs/resources/accounts/usage-analytics';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { call, type Server, upload } from '../support/api.ts';
import { accepts, deliver } from '../support/delivery.ts';
import { createPair } from '../support/keys.ts';
import { readPhotograph } from '../support/pictures.ts';
import { today } from '../support/renditions.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

const dayAfter = (day: string, count = 1) =>
  new Date(Date.parse(day) + count * 86_400_000).toISOString().slice(0, 10);
const clientOf = (server: Server) => new ImageKit({ privateKey: server.privateKey, baseURL: server.url });

/** Looks into the rows from outside: asking the server would make it write. */
function readRequests(dataFolder: string): number {
  const database = new DatabaseSync(join(dataFolder, 'library.db'), { readOnly: true });
  const row = database
    .prepare("select sum(request_count) as n from usage_tallies where kind = 'cache'")
    .get();
  database.close();
  return Number(row?.n ?? 0);
}

function usageOf(server: Server) {
  return clientOf(server).accounts.usage.get({ startDate: today(), endDate: dayAfter(today()) });
}

function analyticsOf(server: Server): Promise<UsageAnalyticsResponse> {
  return clientOf(server).accounts.usageAnalytics.get({ startDate: today(), endDate: today() });
}

describe('a report', () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.stop());

  const required = 'startDate and endDate are required in query parameters.';
  const format = 'startDate and endDate should be in format YYYY-MM-DD.';
  const order = 'startDate should be before endDate.';
  const range = 'startDate and endDate should be within 90 days.';
  const refusals: [string, string][] = [
    ['', required],
    ['?startDate=2026-02-01', required],
    ['?startDate=&endDate=2026-02-01', required],
    ['?endDate=nonsense', required],
    ['?startDate=2026-02-30&endDate=2026-03-01', format],
    ['?startDate=2026-03-01&endDate=1', format],
    ['?startDate=2026-03-01&endDate=2026-03-02&endDate=2026-03-03', format],
    ['?startDate=2026-03-02&endDate=2026-03-01', order],
    ['?startDate=2026-01-01&endDate=2026-04-02', range],
  ];

  it.each(
    ['usage', 'usage-analytics'].flatMap((report) =>
      refusals.map(([query, message]) => [report, query, message] as const),
    ),
  )('of %s%s is refused: %s', async (report, query, message) => {
    const answer = await call(server, 'GET', `/v1/accounts/${report}${query}`);
    expect([answer.status, answer.json()]).toMatchObject([400, { message, help: expect.any(String) }]);
  });

  it('of one day is for the analytics alone', async () => {
    const query = '?startDate=2026-02-01&endDate=2026-02-01';
    const usage = await call(server, 'GET', `/v1/accounts/usage${query}`);
    expect([usage.status, usage.json()]).toMatchObject([400, { message: order }]);
    expect((await call(server, 'GET', `/v1/accounts/usage-analytics${query}`)).status).toBe(200);
  });

  it.each(['usage', 'usage-analytics'])('of %s needs a key that may read the account', async (report) => {
    const path = `/v1/accounts/${report}?startDate=${today()}&endDate=${dayAfter(today())}`;
    const [reader, stranger] = [
      await createPair(server, ['--account', 'read']),
      await createPair(server, ['--media', 'write']),
    ];
    expect((await call({ ...server, ...reader }, 'GET', path)).status).toBe(200);
    expect((await call({ ...server, ...stranger }, 'GET', path)).status).toBe(403);
  });

  it('of days without data has every property, empty', async () => {
    const query = { startDate: '2020-01-01', endDate: '2020-03-31' };
    expect(await clientOf(server).accounts.usage.get(query)).toEqual({
      bandwidthBytes: 0,
      mediaLibraryStorageBytes: 0,
      videoProcessingUnitsCount: 0,
      extensionUnitsCount: 0,
      originalCacheStorageBytes: 0,
    });
    const none = { byBandwidth: [], byRequests: [] };
    expect(await clientOf(server).accounts.usageAnalytics.get(query)).toEqual({
      ...query,
      generatedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      requestCount: 0,
      bandwidthBytes: 0,
      cache: { hitCount: 0, missCount: 0, errorCount: 0 },
      statusCodes: [],
      errorReasons: [],
      top404Assets: [],
      extensions: [],
      videoProcessing: [],
      country: none,
      browser: none,
      device: none,
      format: none,
      topImages: none,
      topVideos: none,
      topOtherAssets: none,
      topImageTransforms: none,
      topVideoTransforms: none,
      topReferrers: none,
      topUserAgents: none,
      urlEndpoints: none,
    });
  });
});

describe('what is delivered', () => {
  let server: RunningServer;
  let analytics: UsageAnalyticsResponse;
  let printBytes: number;
  let photograph: Buffer;
  const text = 'just a text';
  const chrome = `Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36`;
  const bytes = { photograph: 0, bodies: 0 };

  beforeAll(async () => {
    server = await startServer({ CALOTYPE_COUNTRY_HEADER: 'CF-IPCountry' });
    photograph = await readPhotograph();
    await upload(server, '/shop/größe.jpg', photograph);
    await upload(server, '/shop/read me.txt', text);
    const print = '/tr:w-100/shop/gr%C3%B6%C3%9Fe.jpg';
    const page = { 'user-agent': chrome, referer: 'https://shop.test/page?who=me', 'cf-ipcountry': 'DE' };
    const first = await deliver(server, print, { ...page, accept: accepts.webp });
    const etag = String(first.headers.etag);
    const answers = [
      first,
      await deliver(server, print, { ...page, accept: accepts.webp }),
      await deliver(server, print, { accept: accepts.webp, 'if-none-match': etag, 'cf-ipcountry': 'XX' }),
      await deliver(server, print, { accept: accepts.webp, range: 'bytes=10-19' }),
      await deliver(server, print, { accept: accepts.webp }, 'HEAD'),
      await deliver(server, '/shop/read_me.txt', { 'cf-ipcountry': 'nonsense' }),
      await deliver(server, '/tr:w-1/gone.jpg'),
      await deliver(server, '/gone.jpg?v=2'),
      await deliver(server, '/tr:w-oops/shop/gr%C3%B6%C3%9Fe.jpg'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 304, 206, 200, 200, 404, 404, 400]);
    printBytes = first.bytes.length;
    bytes.bodies = answers.reduce((sum, answer) => sum + answer.bytes.length, 0);
    analytics = await analyticsOf(server);
  });
  afterAll(() => server.stop());

  const entry = (name: string, requestCount: number, bandwidthBytes: number) => ({
    name,
    requestCount,
    bandwidthBytes,
  });

  it('is counted, with the bytes of bodies and nothing else', () => {
    expect(analytics).toMatchObject({
      startDate: today(),
      endDate: today(),
      requestCount: 9,
      bandwidthBytes: bytes.bodies,
      cache: { hitCount: 5, missCount: 1, errorCount: 3 },
    });
  });

  it('is counted by status, error and missing file', () => {
    expect(analytics.statusCodes).toEqual([
      { name: '200', requestCount: 4 },
      { name: '404', requestCount: 2 },
      { name: '206', requestCount: 1 },
      { name: '304', requestCount: 1 },
      { name: '400', requestCount: 1 },
    ]);
    expect(analytics.errorReasons).toEqual([
      { name: 'Asset not found at origin', requestCount: 2 },
      { name: 'Invalid URL or transformation', requestCount: 1 },
    ]);
    expect(analytics.top404Assets).toEqual([{ name: `${server.endpoint}/gone.jpg`, requestCount: 2 }]);
  });

  it('is ranked by file, transformation and format', () => {
    const picture = entry(`${server.endpoint}/shop/gr%C3%B6%C3%9Fe.jpg`, 5, 2 * printBytes + 10);
    expect(analytics.topImages).toEqual({ byBandwidth: [picture], byRequests: [picture] });
    const file = entry(`${server.endpoint}/shop/read_me.txt`, 1, text.length);
    expect(analytics.topOtherAssets).toEqual({ byBandwidth: [file], byRequests: [file] });
    expect(analytics.topVideos.byRequests).toEqual([]);
    expect(analytics.topImageTransforms.byRequests).toEqual([entry('tr:w-100', 5, 2 * printBytes + 10)]);
    expect(analytics.format.byRequests).toEqual([
      entry('image/webp', 4, 2 * printBytes + 10),
      entry('text/plain', 1, text.length),
    ]);
  });

  it('is ranked by who asked', () => {
    const own = entry('Chrome', 2, 2 * printBytes);
    expect(analytics.browser.byBandwidth[0]).toEqual(own);
    expect(analytics.browser.byRequests[0]).toMatchObject({ name: 'Other', requestCount: 7 });
    expect(analytics.device.byBandwidth[0]).toEqual({ ...own, name: 'Desktop - Windows PC' });
    expect(analytics.topUserAgents.byRequests).toEqual([{ ...own, name: chrome }]);
    expect(analytics.topReferrers.byRequests).toEqual([{ ...own, name: 'https://shop.test/page' }]);
    const germany = { code: 'DE', name: 'Germany', requestCount: 2, bandwidthBytes: 2 * printBytes };
    expect(analytics.country).toEqual({ byBandwidth: [germany], byRequests: [germany] });
    expect(analytics.urlEndpoints.byRequests).toEqual([entry('Default', 9, bytes.bodies)]);
  });

  it('is the bandwidth of the account, as all versions are its storage', async () => {
    const stored = photograph.length + text.length;
    expect(await usageOf(server)).toMatchObject({
      bandwidthBytes: bytes.bodies,
      mediaLibraryStorageBytes: stored,
    });
    await upload(server, '/shop/read me.txt', 'more');
    expect(await usageOf(server)).toMatchObject({ mediaLibraryStorageBytes: stored + 4 });
    const yesterday = { startDate: dayAfter(today(), -2), endDate: today() };
    expect(await clientOf(server).accounts.usage.get(yesterday)).toMatchObject({ bandwidthBytes: 0 });
  });

  it('is there after a restart', async () => {
    const before = await analyticsOf(server);
    await deliver(server, '/shop/read_me.txt');
    await server.stop({ keepData: true });
    server = await startServer({
      CALOTYPE_DATA: server.dataFolder,
      CALOTYPE_PRIVATE_KEY: server.privateKey,
      CALOTYPE_PUBLIC_KEY: server.publicKey,
    });
    const after = await analyticsOf(server);
    expect(after.requestCount).toBe(before.requestCount + 1);
  });
});

describe('a client that leaves', () => {
  it('is counted with what it was sent, not with what it asked for', async () => {
    const server = await startServer();
    const large = Buffer.alloc(40_000_000, 'large');
    await upload(server, '/large.bin', large);
    await new Promise<void>((resolve, reject) => {
      const asked = httpRequest(`${server.endpoint}/large.bin`, (response) => {
        response.once('data', () => {
          response.pause();
          setImmediate(() => asked.destroy());
          resolve();
        });
      });
      asked.on('error', () => {});
      asked.once('close', () => reject(new Error('nothing came')));
      asked.end();
    });
    await vi.waitFor(async () => {
      const { requestCount, bandwidthBytes } = await analyticsOf(server);
      expect(requestCount).toBe(1);
      expect(bandwidthBytes).toBeGreaterThan(0);
      // The network between takes a few megabytes in.
      expect(bandwidthBytes).toBeLessThan(large.length / 2);
    });
    await server.stop();
  });
});

describe('a process that is killed', () => {
  it('has written what it delivered a moment before', async () => {
    const server = await startServer({ CALOTYPE_USAGE_SECONDS: 1 });
    await upload(server, '/a.txt', 'text');
    for (let index = 0; index < 25; index += 1) await deliver(server, '/a.txt');
    const { dataFolder, publicKey, privateKey } = server;
    await vi.waitFor(() => expect(readRequests(dataFolder)).toBe(25), { timeout: 20_000 });
    for (let index = 0; index < 5; index += 1) await deliver(server, '/a.txt');
    await server.kill();

    const again = await startServer({
      CALOTYPE_DATA: dataFolder,
      CALOTYPE_PUBLIC_KEY: publicKey,
      CALOTYPE_PRIVATE_KEY: privateKey,
    });
    const { requestCount, bandwidthBytes } = await analyticsOf(again);
    // The last five may have been written as well.
    expect(requestCount).toBeGreaterThanOrEqual(25);
    expect(requestCount).toBeLessThanOrEqual(30);
    expect(bandwidthBytes).toBe(requestCount * 4);
    await again.stop();
  });
});
