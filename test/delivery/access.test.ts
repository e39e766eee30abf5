import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, type FileObject, upload } from '../support/api.ts';
import { accepts, deliver } from '../support/delivery.ts';
import { readPhotograph } from '../support/pictures.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

const privateKey = 'private_unit_test_key_0001';
const keys = { CALOTYPE_PUBLIC_KEY: 'public_unit_test_key_0001', CALOTYPE_PRIVATE_KEY: privateKey };
let open: RunningServer;
let strict: RunningServer;

beforeAll(async () => {
  [open, strict] = await Promise.all([
    startServer(keys),
    startServer({ ...keys, CALOTYPE_REQUIRE_SIGNATURE: true }),
  ]);
  const photograph = await readPhotograph();
  for (const server of [open, strict]) {
    await upload(server, '/public.jpg', photograph);
    await upload(server, '/secret.jpg', photograph, { isPrivateFile: true });
    await upload(server, '/draft.jpg', photograph, { isPublished: false });
    await upload(server, '/secret-draft.jpg', photograph, { isPublished: false, isPrivateFile: true });
    await upload(server, '/हिन्दी.jpg', photograph, { isPrivateFile: true });
  }
});
afterAll(async () => {
  await Promise.all([open.stop(), strict.stop()]);
});

const seconds = () => Math.floor(Date.now() / 1000);

/** Spec delivery §11.1: what follows the endpoint, without a leading slash. */
function sign(rest: string, expiry?: number, key = privateKey): string {
  const signature = createHmac('sha1', key)
    .update(`${rest}${expiry ?? 9999999999}`)
    .digest('hex');
  const time = expiry === undefined ? '' : `ik-t=${expiry}&`;
  return `/${rest}${rest.includes('?') ? '&' : '?'}${time}ik-s=${signature}`;
}

/** Spec delivery §12.2. */
describe('who may see', () => {
  it.each<[string, () => RunningServer, string, number]>([
    ['P1', () => open, '/public.jpg', 200],
    ['P1, transformed', () => open, '/tr:w-100/public.jpg', 200],
    ['P2', () => strict, '/public.jpg', 401],
    ['P2, transformed', () => strict, '/tr:w-100/public.jpg', 401],
    ['P5', () => open, '/secret.jpg', 401],
    ['P6', () => open, '/tr:w-100/secret.jpg', 401],
    ['P6, in the query', () => open, '/secret.jpg?tr=w-100', 401],
    ['P7', () => open, '/tr:orig-true/secret.jpg', 401],
    ['P8', () => open, '/tr:n-ik_ml_thumbnail/secret.jpg', 200],
    ['P8, by its older name', () => open, '/secret.jpg?tr=n-media_library_thumbnail', 200],
    ['P9', () => open, '/tr:n-ik_ml_thumbnail,w-100/secret.jpg', 401],
    ['P9, as a chain', () => open, '/tr:n-ik_ml_thumbnail:w-100/secret.jpg', 401],
    ['P9, across path and query', () => open, '/tr:n-ik_ml_thumbnail/secret.jpg?tr=w-100', 401],
    ['P9, with a format', () => open, '/tr:n-ik_ml_thumbnail,f-auto/secret.jpg', 401],
    ['P10', () => open, sign('secret.jpg'), 200],
    ['P10, transformed', () => open, sign('tr:w-100/secret.jpg'), 200],
    ['P10, the original', () => open, sign('secret.jpg?tr=orig-true'), 200],
    ['P10, where all need one', () => strict, sign('secret.jpg'), 200],
    ['P11', () => strict, '/tr:n-ik_ml_thumbnail/secret.jpg', 401],
    ['P16', () => open, '/draft.jpg', 404],
    ['P16, transformed', () => open, '/tr:w-100/draft.jpg', 404],
    ['P16, signed', () => open, sign('draft.jpg'), 404],
    ['P16, private', () => open, '/secret-draft.jpg', 404],
    ['P17', () => open, '/public.jpg?ik-s=0000000000000000000000000000000000000000', 401],
    ['P17, private', () => open, '/secret.jpg?ik-s=0000000000000000000000000000000000000000', 401],
    ['P17, a named one', () => open, '/tr:n-ik_ml_thumbnail/secret.jpg?ik-s=x', 401],
    ['P17, expired', () => open, sign('public.jpg', seconds() - 10), 401],
    ['P17, nothing there', () => open, '/missing.jpg?ik-s=x', 401],
    ['nothing there', () => open, '/missing.jpg', 404],
    ['nothing there, where all need a signature', () => strict, '/missing.jpg', 401],
    ['a time without a signature', () => open, '/public.jpg?ik-t=1', 200],
    ['the path of a private file spelt otherwise', () => open, '/%73ecret.jpg', 401],
    ['a private file as a default image', () => open, '/tr:di-secret.jpg/missing.jpg', 401],
    ['a private file under an SEO name', () => open, '/ik-seo/secret/nice.jpg', 401],
  ])('%s', async (_, server, path, status) => {
    for (const method of ['GET', 'HEAD']) {
      const answer = await deliver(server(), path, {}, method);
      expect([answer.status, path], method).toEqual([status, path]);
    }
  });

  it('is asked again when the rendition is there already', async () => {
    const path = 'tr:w-77/secret.jpg';
    expect((await deliver(open, sign(path))).status).toBe(200);
    expect((await deliver(open, `/${path}`)).status).toBe(401);
    const etag = (await deliver(open, sign(path))).headers.etag ?? '';
    expect((await deliver(open, `/${path}`, { 'if-none-match': etag })).status).toBe(401);
  });

  it('says nothing about a private file', async () => {
    const answer = await deliver(open, '/secret.jpg');
    expect(answer.text).toBe('Unauthorized');
    expect(answer.headers).toMatchObject({
      'content-type': expect.stringContaining('text/plain'),
      'cache-control': 'no-store',
      'ik-error': expect.stringMatching(/^ESIGNATURE - /),
      'access-control-allow-origin': '*',
    });
    for (const absent of ['etag', 'last-modified']) expect(answer.headers).not.toHaveProperty(absent);
  });

  it('keeps signed and private deliveries out of shared caches', async () => {
    const cacheControl = async (path: string) => (await deliver(open, path)).headers['cache-control'] ?? '';
    expect(await cacheControl(sign('secret.jpg'))).toMatch(/^private, max-age=\d+$/);
    expect(await cacheControl('/tr:n-ik_ml_thumbnail/secret.jpg')).toMatch(/^private, /);
    const [, left = ''] =
      /^private, max-age=(\d+)$/.exec(await cacheControl(sign('public.jpg', seconds() + 100))) ?? [];
    expect(Number(left)).toBeGreaterThan(0);
    expect(Number(left)).toBeLessThanOrEqual(100);
  });

  it('lists old versions by a token that nobody can guess', async () => {
    await upload(open, '/versions.jpg', await readPhotograph('chelsea-the-cat.jpg'));
    await upload(open, '/versions.jpg', await readPhotograph());
    const [old] = (await call(open, 'GET', '/v1/files?type=file-version&name=versions.jpg')).json<
      FileObject[]
    >();
    const token = new URL(old?.url ?? '').searchParams.get('ik-obj-version') ?? '';
    expect(token).toMatch(/^[A-Za-z0-9._]{32}$/);
    expect((await deliver(open, `/versions.jpg?ik-obj-version=${token}&tr=w-10`)).status).toBe(200);
    for (const guess of [token.slice(1), 'x', token.toLowerCase().replace(/./, '0')]) {
      expect((await deliver(open, `/versions.jpg?ik-obj-version=${guess}`)).status, guess).toBe(404);
    }
    expect((await deliver(open, `/public.jpg?ik-obj-version=${token}`)).status).toBe(404);
  });
});

/** Spec delivery §11.2, §11.3: the vectors' URLs, signed with a key that a setting takes. */
describe('a signature', () => {
  it.each([
    'secret.jpg',
    'secret.jpg?version=1.0&cache=false',
    'secret.jpg?version=2.0&tr=w-300,h-200',
    'tr:w-300,h-200/secret.jpg?version=2.0',
    'tr:w-300:rt-90/secret.jpg',
    '%E0%A4%B9%E0%A4%BF%E0%A4%A8%E0%A5%8D%E0%A4%A6%E0%A5%80.jpg',
    'tr:w-40/%E0%A4%B9%E0%A4%BF%E0%A4%A8%E0%A5%8D%E0%A4%A6%E0%A5%80.jpg?a=%20b',
    'secret.jpg?ik-attachment=true',
  ])('of %s opens it, and only it', async (rest) => {
    expect((await deliver(open, sign(rest))).status).toBe(200);
    expect((await deliver(open, sign(rest, seconds() + 60))).status).toBe(200);
    expect((await deliver(open, sign(rest).replace('?', '?x=1&'))).status).toBe(401);
    expect((await deliver(open, sign(rest, undefined, 'private_other'))).status).toBe(401);
    const [later, never] = [sign(rest, seconds() + 60), sign(rest)];
    expect((await deliver(open, later.replace(/ik-t=\d+/, `ik-t=${seconds() + 6000}`))).status).toBe(401);
    expect((await deliver(open, later.replace(/ik-t=\d+&/, ''))).status).toBe(401);
    expect((await deliver(open, never.replace('ik-s=', `ik-t=${seconds() + 60}&ik-s=`))).status).toBe(401);
  });

  it.each([
    ['at the front of the query', (url: string) => url.replace(/\?(.*)&(ik-s=\w+)$/, '?$2&$1'), 200],
    [
      'in upper case',
      (url: string) => url.replace(/ik-s=\w+/, (text) => `ik-s=${text.slice(5).toUpperCase()}`),
      200,
    ],
    ['cut', (url: string) => url.slice(0, -1), 401],
    ['longer', (url: string) => `${url}0`, 401],
    ['empty', (url: string) => url.replace(/ik-s=\w+/, 'ik-s='), 401],
    ['with another order of the query', (url: string) => url.replace('a=1&b=2', 'b=2&a=1'), 401],
  ])('%s is %i', async (_, change, status) => {
    expect((await deliver(open, change(sign('secret.jpg?a=1&b=2')))).status).toBe(status);
  });

  it.each(['soon', '1e12', '-1', ''])('with the time %j is refused', async (time) => {
    const signature = createHmac('sha1', privateKey).update(`secret.jpg${time}`).digest('hex');
    expect((await deliver(open, `/secret.jpg?ik-t=${time}&ik-s=${signature}`)).status).toBe(401);
  });

  it('for an endpoint with ik-seo opens the file behind the name', async () => {
    expect((await deliver(open, sign('ik-seo/secret/nice-name.jpg'))).status).toBe(200);
    const cutLater = sign('secret/nice-name.jpg').slice(1);
    expect((await deliver(open, `/ik-seo/${cutLater}`)).status).toBe(200);
  });

  it('counts for every client', async () => {
    for (const accept of Object.values(accepts)) {
      expect((await deliver(open, sign('tr:w-33/secret.jpg'), { accept })).status).toBe(200);
    }
  });
});
