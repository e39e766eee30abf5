import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, upload } from '../support/api.ts';
import { ask } from '../support/ask.ts';
import { deliver } from '../support/delivery.ts';
import { addOrigin, attach } from '../support/endpoints.ts';
import { allowLoopback } from '../support/loopback-origin.ts';
import { drawPlain, readPhotograph } from '../support/pictures.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';
import { type Span, startTraceCollector, type TraceCollector } from '../support/trace-collector.ts';
import { type WatchedOrigin, watchOrigin } from '../support/watched-origin.ts';

let collector: TraceCollector;
let origin: WatchedOrigin;
let server: RunningServer;

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const callerId = '00f067aa0ba902b7';
const traceparent = `00-${traceId}-${callerId}-01`;

beforeAll(async () => {
  [collector, origin] = [await startTraceCollector(), await watchOrigin()];
  server = await startServer({
    ...allowLoopback,
    CALOTYPE_OTLP_URL: `${collector.url}/`,
    CALOTYPE_OTLP_HEADERS: 'x-tenant=tiles%2Cwalls',
    CALOTYPE_TRACE_SERVICE: 'prints',
  });
  await upload(server, '/coffee.jpg', await readPhotograph());
  await attach(server, 'shop', [await addOrigin(server, { type: 'WEB_FOLDER', baseUrl: origin.url })]);
  await attach(server, 'any', [await addOrigin(server, { type: 'WEB_PROXY' })]);
});
afterAll(async () => {
  await server.stop();
  await collector.close();
  await origin.close();
});

const tells = (attributes: Record<string, unknown>) => (span: Span) =>
  Object.entries(attributes).every(([name, value]) => span.attributes[name] === value);
const waitForDelivery = (transformation: string) =>
  collector.waitFor(tells({ 'calotype.transformation': transformation }));

describe('a trace', () => {
  it('of a miss shows the source, the cache, the wait for a worker and its work', async () => {
    await deliver(server, '/tr:w-200,f-webp,bl-3/coffee.jpg', { traceparent });
    const span = await waitForDelivery('w-200,f-webp,bl-3');
    expect(collector.treeOf(span)).toEqual([
      'GET',
      ['find source'],
      ['read rendition'],
      ['find local file'],
      ['render', ['wait for worker'], ['work']],
      ['keep rendition'],
    ]);
    expect(span.attributes).toMatchObject({
      'http.request.method': 'GET',
      'http.response.status_code': 200,
      'url.path': '/coffee.jpg',
      'calotype.outcome': 'miss',
      'calotype.tier': 'new',
      'calotype.content_type': 'image/webp',
    });
    const render = collector.spans.find(tells({ 'calotype.render.format': 'webp' }));
    expect(render?.attributes).toMatchObject({
      'calotype.render.lane': 'quick',
      'calotype.render.operations': ['resize', 'blur'],
    });
  });

  it('of a hit shows where it was, and what was not looked for again', async () => {
    const isHit = tells({ 'calotype.transformation': 'w-210,f-webp', 'calotype.tier': 'memory' });
    const hits = () => collector.spans.filter(isHit);
    for (let time = 0; time < 3; time += 1) await deliver(server, '/tr:w-210,f-webp/coffee.jpg');
    await expect
      .poll(() => hits().map((span) => collector.treeOf(span)), { timeout: 10_000 })
      .toEqual([
        ['GET', ['find source'], ['read rendition']],
        ['GET', ['read rendition']],
      ]);
    const [hit] = hits();
    const read = collector.spans.find(
      ({ parentSpanId, name }) => parentSpanId === hit?.spanId && name.startsWith('read'),
    );
    expect(read?.attributes).toEqual({ 'calotype.tier': 'memory', 'calotype.found': true });
  });

  it('goes on from that of whoever asks', async () => {
    await deliver(server, '/tr:w-220/coffee.jpg', { traceparent });
    expect(await waitForDelivery('w-220')).toMatchObject({ traceId, parentSpanId: callerId });
  });

  it('is not recorded where whoever asks says so', async () => {
    await deliver(server, '/tr:w-230/coffee.jpg', { traceparent: `00-${traceId}-${callerId}-00` });
    await deliver(server, '/tr:w-231/coffee.jpg');
    await waitForDelivery('w-231');
    expect(collector.spans.find(tells({ 'calotype.transformation': 'w-230' }))).toBeUndefined();
  });

  it.each([
    ['w-240', 'nonsense'],
    ['w-241', '00-0-0-01'],
    ['w-242', `ff-${traceId}-${callerId}-01`],
  ])('of %s begins anew, since %s is none', async (transformation, said) => {
    await deliver(server, `/tr:${transformation}/coffee.jpg`, { traceparent: said });
    expect(await waitForDelivery(transformation)).toMatchObject({ parentSpanId: undefined });
  });

  it('of a refusal says what was refused, in one word', async () => {
    await deliver(server, '/tr:w-200,zz-1/coffee.jpg');
    const { attributes } = await waitForDelivery('w-200,zz-1');
    expect(attributes).toMatchObject({ 'http.response.status_code': 400, 'calotype.outcome': 'error' });
  });

  it('of an upload shows its stages', async () => {
    await upload(server, '/tea.png', await drawPlain(40, 30, 'red').png().toBuffer());
    await deliver(server, '/tr:w-12/tea.png');
    await waitForDelivery('w-12');
    const spans = collector.spans.filter(tells({ 'calotype.operation': 'upload-file' }));
    expect(collector.treeOf(spans.at(-1) as Span)).toEqual([
      'POST',
      ['receive bytes'],
      ['probe', ['wait for worker'], ['work']],
      ['make bytes durable'],
      ['write rows'],
    ]);
  });

  it('of a search shows the database', async () => {
    await call(server, 'GET', `/v1/files?searchQuery=${encodeURIComponent('name = "coffee.jpg"')}`);
    const span = await collector.waitFor(tells({ 'calotype.operation': 'list-and-search-assets' }));
    expect(collector.treeOf(span)).toEqual(['GET', ['search database']]);
  });

  it('of a job is one of its own', async () => {
    await call(server, 'POST', '/v1/folder', { folderName: 'old', parentFolderPath: '/' });
    await call(server, 'POST', '/v1/bulkJobs/renameFolder', { folderPath: '/old', newFolderName: 'new' });
    const span = await collector.waitFor(({ name }) => name.startsWith('job '));
    expect(span).toMatchObject({ parentSpanId: undefined, failed: false });
    expect(span.attributes).toMatchObject({ 'calotype.job.attempt': 1 });
  });

  it('of a file of an origin shows how it was fetched; the origin learns nothing of it', async () => {
    origin.put('/cup.png', await drawPlain(90, 60, 'blue').png().toBuffer());
    await ask(server.url, '/demo/shop/tr:w-30/cup.png', { headers: { traceparent } });
    const span = await waitForDelivery('w-30');
    expect(JSON.stringify(collector.treeOf(span))).toContain('["find source",["fetch from origin"]');
    expect(collector.spans.find(({ name }) => name === 'fetch from origin')?.attributes).toEqual({
      'calotype.origin.kind': 'WEB_FOLDER',
      'calotype.origin.known': false,
      'calotype.origin.answer': 'file',
      'calotype.bytes': expect.any(Number),
    });
    expect(origin.requests.at(-1)?.headers).not.toHaveProperty('traceparent');
  });

  it('tells no secrets', async () => {
    const secret = 'deadbeefdeadbeefdeadbeefdeadbeefdeadbeef';
    await deliver(server, `/tr:w-250/coffee.jpg?ik-t=9999999999&ik-s=${secret}`);
    await deliver(server, `/tr:w-251/coffee.jpg?token=${secret}`);
    const inside = encodeURIComponent(`${origin.url}/cup.png?token=${secret}`);
    await ask(server.url, `/demo/any/tr:w-31/${inside}`);
    await ask(server.url, `/demo/any/tr:w-31/${encodeURIComponent(inside)}`);
    await deliver(server, '/tr:w-252/coffee.jpg');
    await waitForDelivery('w-252');
    expect(collector.spans.filter(({ attributes }) => attributes['url.path'] === '/http:…')).not.toEqual([]);
    for (const unspoken of [secret, server.privateKey, btoa(`${server.privateKey}:`), 'ik-s'])
      expect(collector.sent).not.toContain(unspoken);
  });

  it('is sent in the name and with the headers that are set', () => {
    expect([...collector.services]).toEqual(['prints']);
    expect(collector.headers).toMatchObject({ 'x-tenant': 'tiles,walls' });
  });
});

it('is sent to the end before the server ends', async () => {
  const other = await startServer({ CALOTYPE_OTLP_URL: collector.url, CALOTYPE_TRACE_SERVICE: 'brief' });
  await upload(other, '/last.png', await drawPlain(40, 30, 'red').png().toBuffer());
  await deliver(other, '/tr:w-13/last.png');
  await other.stop();
  expect(collector.spans.find(tells({ 'calotype.transformation': 'w-13' }))).toBeDefined();
});

it('leaves out what is not drawn by lot', async () => {
  const other = await startServer({ CALOTYPE_OTLP_URL: collector.url, CALOTYPE_TRACE_RATIO: '0' });
  await upload(other, '/last.png', await drawPlain(40, 30, 'red').png().toBuffer());
  // A stranger who asks to be recorded is not.
  await deliver(other, '/tr:w-14/last.png', { traceparent });
  await other.stop();
  expect(collector.spans.find(tells({ 'calotype.transformation': 'w-14' }))).toBeUndefined();
});

it('is recorded where a trusted proxy says so, and handed on to origins where that is set', async () => {
  const other = await startServer({
    ...allowLoopback,
    CALOTYPE_OTLP_URL: collector.url,
    CALOTYPE_TRACE_RATIO: '0',
    CALOTYPE_TRUSTED_PROXIES: '127.0.0.0/8,::1/128',
    CALOTYPE_TRACE_ORIGINS: true,
  });
  await attach(other, 'shop', [await addOrigin(other, { type: 'WEB_FOLDER', baseUrl: origin.url })]);
  await ask(other.url, '/demo/shop/tr:w-15/cup.png', { headers: { traceparent } });
  await other.stop();
  expect(collector.spans.find(tells({ 'calotype.transformation': 'w-15' }))).toMatchObject({ traceId });
  expect(origin.requests.at(-1)?.headers.traceparent).toMatch(new RegExp(`^00-${traceId}-[0-9a-f]{16}-01$`));
});

it('hurts nobody while its collector is away', async () => {
  const gone = await startTraceCollector();
  await gone.close();
  const other = await startServer({ CALOTYPE_OTLP_URL: gone.url });
  await upload(other, '/coffee.jpg', await readPhotograph());
  for (let width = 20; width < 40; width += 1)
    expect((await deliver(other, `/tr:w-${width}/coffee.jpg`)).status).toBe(200);
  // Fails unless it drains and exits 0.
  await other.stop();
});
