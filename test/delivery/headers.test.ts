import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { upload } from '../support/api.ts';
import { accepts, deliver } from '../support/delivery.ts';
import { drawing, hostileDrawing, readPhotograph } from '../support/pictures.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

let server: RunningServer;
let photograph: Buffer;

beforeAll(async () => {
  server = await startServer();
  photograph = await readPhotograph();
  await upload(server, '/coffee.jpg', photograph);
  await upload(server, '/naïve name.jpg', photograph);
  await upload(server, '/notes.txt', 'some text');
  await upload(server, '/drawing.svg', drawing);
  await upload(server, '/hostile.svg', hostileDrawing);
  await upload(server, '/page.html', '<!doctype html><script>alert(1)</script>');
  await upload(server, '/feed.xml', '<?xml version="1.0"?><a/>');
});
afterAll(() => server.stop());

const uuid = /^[0-9a-f-]{36}$/;

/** Spec delivery §14.1. */
describe('a delivery', () => {
  it.each([
    ['/tr:w-200/coffee.jpg', 'image/jpeg'],
    ['/coffee.jpg', 'image/jpeg'],
    ['/coffee.jpg?tr=orig-true', 'image/jpeg'],
    ['/notes.txt', 'text/plain'],
    ['/drawing.svg', 'image/svg+xml'],
  ])('of %s has all of its headers', async (path, type) => {
    const { status, headers, bytes } = await deliver(server, path);
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': expect.stringContaining(type),
      'content-length': String(bytes.length),
      'cache-control': 'public, s-maxage=15552000, max-age=15552000, must-revalidate',
      etag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
      'accept-ranges': 'bytes',
      'access-control-allow-origin': '*',
      'access-control-expose-headers':
        'Content-DPR, ik-error, is-intermediate-response, Content-Length, ETag',
      'timing-allow-origin': '*',
      'x-content-type-options': 'nosniff',
      'x-server': 'Calotype',
      'x-request-id': expect.stringMatching(uuid),
      'server-timing': expect.stringMatching(/^cache;desc=(memory|disk|new|stored), total;dur=\d+\.\d$/),
    });
    expect(Date.now() - Date.parse(headers['last-modified'] ?? '')).toBeLessThan(600_000);
    expect(headers).not.toHaveProperty('content-disposition');
    expect(headers).not.toHaveProperty('set-cookie');
  });

  it.each([
    ['/tr:w-200/coffee.jpg', 'Accept'],
    ['/coffee.jpg', 'Accept'],
    ['/tr:w-200,f-auto/coffee.jpg', 'Accept'],
    ['/tr:w-200,f-png/coffee.jpg', undefined],
    ['/tr:orig-true/coffee.jpg', undefined],
    ['/notes.txt', 'Accept-Encoding'],
    ['/drawing.svg', 'Accept-Encoding'],
  ])('of %s varies on %s', async (path, vary) => {
    for (const accept of Object.values(accepts)) {
      expect((await deliver(server, path, { accept })).headers.vary, accept).toBe(vary);
    }
  });

  it.each(['/tr:w-201/coffee.jpg', '/notes.txt', '/drawing.svg', '/missing.jpg', '/tr:w-abc/coffee.jpg'])(
    'of %s has the same headers for HEAD, and no body',
    async (path) => {
      const head = await deliver(server, path, {}, 'HEAD');
      const get = await deliver(server, path);
      const own = ['date', 'x-request-id', 'x-ik-requestid', 'server-timing'];
      const comparable = (headers: typeof get.headers) =>
        Object.fromEntries(Object.entries(headers).filter(([name]) => !own.includes(name)));
      expect([head.status, comparable(head.headers)]).toEqual([get.status, comparable(get.headers)]);
      expect(head.bytes.length).toBe(0);
      expect(get.bytes.length).toBeGreaterThan(0);
    },
  );

  it('has the life that the operator gave it', async () => {
    const short = await startServer({ CALOTYPE_CACHE_SECONDS: 60 });
    await upload(short, '/a.txt', 'text');
    const { headers } = await deliver(short, '/a.txt');
    expect(headers['cache-control']).toBe('public, s-maxage=60, max-age=60, must-revalidate');
    await short.stop();
  });

  it('is an answer to every site', async () => {
    const options = await deliver(server, '/coffee.jpg', { origin: 'https://shop.example' }, 'OPTIONS');
    expect(options.status).toBe(204);
    expect(options.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, HEAD, OPTIONS',
      'access-control-allow-headers': '*',
      'access-control-max-age': '86400',
    });
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'TRACE'])('is not to be had by %s', async (method) => {
    const answer = await deliver(server, '/coffee.jpg', {}, method);
    expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, HEAD, OPTIONS']);
  });
});

/** Spec delivery §5, O6, O7. */
describe('a download', () => {
  it.each([
    ['/coffee.jpg?ik-attachment=true', 'attachment; filename="coffee.jpg"'],
    ['/coffee.jpg?tr=f-webp&ik-attachment=true', 'attachment; filename="coffee.webp"'],
    [
      '/coffee.jpg?ik-attachment=true&ik-attachment-filename=my%20cup.jpg',
      'attachment; filename="my cup.jpg"',
    ],
    ['/coffee.jpg?ik-attachment=true&ik-attachment-filename=', 'attachment; filename="coffee.jpg"'],
    [
      '/na%C3%AFve_name.jpg?ik-attachment=true',
      `attachment; filename="na_ve_name.jpg"; filename*=UTF-8''na%C3%AFve_name.jpg`,
    ],
    [
      '/coffee.jpg?ik-attachment=true&ik-attachment-filename=a%0d%0aset-cookie:b=c.jpg',
      `attachment; filename="a__set-cookie:b=c.jpg"; filename*=UTF-8''a%0D%0Aset-cookie%3Ab%3Dc.jpg`,
    ],
    ['/coffee.jpg?ik-attachment=false', undefined],
    ['/coffee.jpg?ik-attachment=1', undefined],
    ['/coffee.jpg?ik-attachment-filename=x.jpg', undefined],
  ])('by %s is %s', async (path, disposition) => {
    const answer = await deliver(server, path);
    expect([answer.status, answer.headers['content-disposition']]).toEqual([200, disposition]);
    expect(answer.headers).not.toHaveProperty('set-cookie');
  });
});

/** Spec delivery §14.1: whatever a stranger uploads must not run in our name. */
describe('what can carry scripts', () => {
  it.each(['/drawing.svg', '/hostile.svg', '/tr:w-10/hostile.svg', '/page.html', '/feed.xml'])(
    'is delivered in a sandbox: %s',
    async (path) => {
      const { status, headers } = await deliver(server, path);
      expect(status).toBe(200);
      expect(headers['content-security-policy']).toBe(
        "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:",
      );
      expect(headers['x-content-type-options']).toBe('nosniff');
    },
  );

  it('is delivered as it was uploaded', async () => {
    expect((await deliver(server, '/hostile.svg')).text).toBe(hostileDrawing);
  });
});
