import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Purge } from '../domain/purge.ts';
import { type CdnPlace, createCdnTarget } from './cdn-target.ts';

interface Seen extends Pick<IncomingMessage, 'method' | 'url' | 'headers'> {
  readonly body: unknown;
}

let server: Server;
let address: string;
let seen: Seen[];
let status: number;

beforeEach(async () => {
  seen = [];
  status = 200;
  server = createServer(async (request, response) => {
    const { method, url, headers } = request;
    const body = await text(request);
    seen.push({ method, url, headers, body: body === '' ? undefined : JSON.parse(body) });
    response.writeHead(status, { location: 'http://127.0.0.1:1/' }).end('what it says');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

const never = new AbortController().signal;
const exact: Purge = {
  url: 'https://media.example:8443/demo/tr:w-1/a+b.jpg?v=1',
  behind: 'tr:w-1/a+b.jpg?v=1',
  isPrefix: false,
};
const prefix: Purge = {
  url: 'https://media.example/demo/cats/a.jpg*',
  behind: 'cats/a.jpg',
  isPrefix: true,
};

type Make = () => CdnPlace;
const varnish: Make = () => ({ kind: 'purge', address });
const hook: Make = () => ({ kind: 'post', address: `${address}/purged?by=calotype` });
const cloudflare: Make = () => ({ kind: 'cloudflare', id: 'zone1', address });
const fastly: Make = () => ({ kind: 'fastly', id: 'service1', address });

describe('a cache in front', () => {
  it.each([
    [
      'by PURGE',
      varnish,
      exact,
      { method: 'PURGE', url: '/demo/tr:w-1/a+b.jpg?v=1', headers: { host: 'media.example:8443' } },
    ],
    [
      'by PURGE',
      varnish,
      prefix,
      {
        method: 'PURGE',
        url: '/demo/cats/a.jpg*',
        headers: { host: 'media.example', 'x-purge-pattern': '^/demo/cats/a\\.jpg' },
      },
    ],
    [
      'by a program',
      hook,
      prefix,
      { method: 'POST', url: '/purged?by=calotype', body: { url: prefix.url, prefix: true } },
    ],
    [
      'at Cloudflare',
      cloudflare,
      exact,
      {
        method: 'POST',
        url: '/client/v4/zones/zone1/purge_cache',
        headers: { authorization: 'Bearer secret' },
        body: { files: [exact.url] },
      },
    ],
    ['at Cloudflare', cloudflare, prefix, { body: { prefixes: ['media.example/demo/cats/a.jpg'] } }],
    [
      'at Fastly',
      fastly,
      exact,
      {
        method: 'POST',
        url: '/purge/media.example:8443/demo/tr:w-1/a+b.jpg?v=1',
        headers: { 'fastly-key': 'secret' },
      },
    ],
    ['at Fastly', fastly, prefix, { method: 'POST', url: '/service/service1/purge_all' }],
  ])('%s is told', async (_, place, purge, expected) => {
    await createCdnTarget(place(), 'secret').purge(purge, never);
    expect(seen[0]).toMatchObject({ ...expected, headers: expect.anything() });
    if ('headers' in expected) expect(seen[0]?.headers).toMatchObject(expected.headers);
  });

  it.each([
    ['by PURGE', varnish],
    ['by a program', hook],
    ['at Cloudflare', cloudflare],
    ['at Fastly', fastly],
  ])('%s that refuses, or sends elsewhere, has not done it', async (_, place) => {
    for (status of [302, 403, 500]) {
      await expect(createCdnTarget(place(), 'secret').purge(exact, never)).rejects.toThrow(
        `answered a purge with ${status}: what it says`,
      );
    }
    expect(seen).toHaveLength(3);
  });

  it('by PURGE is told for every kind of client, and once of what begins so', async () => {
    const target = createCdnTarget(varnish(), undefined);
    await target.purge(exact, never);
    expect(seen.map(({ headers }) => headers.accept)).toEqual([
      '*/*',
      'image/webp',
      'image/avif',
      'image/avif,image/webp',
    ]);
    await target.purge(prefix, never);
    expect(seen).toHaveLength(5);
  });

  it.each([404, 412])('by PURGE that answers %i has nothing to forget', async (answer) => {
    status = answer;
    await createCdnTarget(varnish(), undefined).purge(exact, never);
  });

  it('is not waited for when nobody waits any more', async () => {
    const leaving = AbortSignal.abort(new Error('left'));
    await expect(createCdnTarget(varnish(), undefined).purge(exact, leaving)).rejects.toThrow();
  });
});
