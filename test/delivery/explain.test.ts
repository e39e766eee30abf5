import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signText } from '../../src/access/signed-url.ts';
import { basic, upload } from '../support/api.ts';
import type { Answer } from '../support/ask.ts';
import { accepts, deliver } from '../support/delivery.ts';
import { readPhotograph } from '../support/pictures.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

let server: RunningServer;

beforeAll(async () => {
  server = await startServer();
  const photograph = await readPhotograph();
  await upload(server, '/photo.jpg', photograph);
  await upload(server, '/secret.jpg', photograph, { isPrivateFile: true });
  await upload(server, '/notes.txt', 'text');
});
afterAll(() => server.stop());

const explain = (path: string, headers = {}) =>
  deliver(server, path, { ...basic(server.privateKey), ...headers });

describe('ik-debug=true', () => {
  it('tells whoever has a key what the answer is made of', async () => {
    const path = '/tr:w-123/photo.jpg?ik-debug=true';
    const answer = await explain(path, { accept: accepts.webp });
    expect(answer.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
    });
    expect(answer.json()).toEqual({
      endpoint: 'demo',
      path: '/photo.jpg',
      transformation: 'w-123',
      source: expect.objectContaining({ origin: 'library', isDefaultImage: false, versionNumber: 1 }),
      variesOn: expect.objectContaining({ accept: true, coding: false }),
      plan: expect.objectContaining({ width: 123, output: expect.objectContaining({ format: 'webp' }) }),
      key: expect.stringMatching(/^[0-9a-f]{64}$/),
      answer: expect.objectContaining({ contentType: 'image/webp', sizeBytes: expect.any(Number) }),
      tier: 'new',
      timings: { planMilliseconds: expect.any(Number), bodyMilliseconds: expect.any(Number) },
    });
    expect((await explain(path, { accept: accepts.webp })).json()).toMatchObject({ tier: 'memory' });
  });

  it.each<[string, string, object]>([
    ['stored bytes', '/notes.txt', { plan: 'the stored bytes', tier: 'stored' }],
    ['a missing file', '/missing.jpg', { error: { code: 'not_found', message: 'Not Found' } }],
    ['a default image', '/missing.jpg?tr=di-photo.jpg', { source: { isDefaultImage: true } }],
    ['a private file', '/secret.jpg', { error: { code: 'unauthorized' } }],
    ['a bad wish', '/tr:w-abc/photo.jpg', { error: { code: 'invalid', reason: 'EINVALID - w-abc' } }],
  ])('explains %s', async (_, path, told) => {
    const mark = path.includes('?') ? '&' : '?';
    expect((await explain(`${path}${mark}ik-debug=true`)).json()).toMatchObject(told);
  });

  it('tells it whoever has a signed URL, and nobody a word with a wrong one', async () => {
    const target = 'tr:w-50/secret.jpg?ik-debug=true';
    const signature = signText(target, server.privateKey);
    const told = await deliver(server, `/${target}&ik-s=${signature}`);
    expect(told.json()).toMatchObject({ path: '/secret.jpg', plan: { width: 50 } });
    const forged = await deliver(server, `/${target}&ik-s=${signature.replace(/./, 'x')}`);
    expect([forged.status, forged.text]).toEqual([401, 'Unauthorized']);
  });

  it.each<[string, Record<string, string>]>([
    ['nothing', {}],
    ['a wrong key', basic('private_wrong')],
    ['nonsense', { authorization: 'Basic ###' }],
    ['another scheme', { authorization: 'Bearer x' }],
  ])('is an unknown parameter for whoever sends %s', async (_, headers) => {
    const comparable = ({ status, headers: all, bytes }: Answer) => [
      status,
      all.etag,
      all['content-type'],
      bytes,
    ];
    for (const path of ['/tr:w-60/photo.jpg', '/secret.jpg', '/missing.jpg']) {
      const plain = await deliver(server, path, headers);
      expect(comparable(await deliver(server, `${path}?ik-debug=true`, headers))).toEqual(comparable(plain));
    }
  });

  it('is one for every other value, and for a public key', async () => {
    expect((await explain('/photo.jpg?ik-debug=1')).headers['content-type']).toBe('image/jpeg');
    const answer = await deliver(server, '/photo.jpg?ik-debug=true', basic(server.publicKey));
    expect(answer.headers['content-type']).toBe('image/jpeg');
  });
});
