import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, upload } from '../support/api.ts';
import { ask } from '../support/ask.ts';
import {
  type FrontCache,
  type FrontCacheKind,
  findPort,
  isInstalled,
  startFrontCache,
} from '../support/front-cache.ts';
import { drawPlain, readPixels } from '../support/pictures.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

const plain = (colour: string) => drawPlain(40, 30, colour).png().toBuffer();

async function colourAt(url: string, path: string, accept = '*/*'): Promise<'red' | 'blue'> {
  const { bytes } = await ask(url, path, { headers: { accept } });
  const [red] = (await readPixels(bytes)).at(5, 5);
  return red > 128 ? 'red' : 'blue';
}

async function purge(server: RunningServer, url: string): Promise<string> {
  const answer = await call(server, 'POST', '/v1/files/purge', { url });
  expect(answer.status).toBe(201);
  return answer.json<{ requestId: string }>().requestId;
}

async function statusOf(server: RunningServer, id: string): Promise<string> {
  return (await call(server, 'GET', `/v1/files/purge/${id}`)).json<{ status: string }>().status;
}

async function untilCompleted(server: RunningServer, id: string): Promise<void> {
  while ((await statusOf(server, id)) !== 'Completed')
    await new Promise((resolve) => setTimeout(resolve, 50));
}

/** What each can do: nginx's module forgets exact URLs alone in its older versions. */
describe.each<[FrontCacheKind, { readonly prefixes: boolean }]>([
  ['varnish', { prefixes: true }],
  ['nginx', { prefixes: false }],
])('%s in front', (kind, { prefixes }) => {
  let server: RunningServer;
  let cache: FrontCache;

  beforeAll(async () => {
    if (!isInstalled(kind)) return;
    const ports = { front: await findPort(), behind: await findPort() };
    server = await startServer({
      CALOTYPE_PORT: ports.behind,
      CALOTYPE_PUBLIC_URL: `http://127.0.0.1:${ports.front}`,
      CALOTYPE_CDN_PURGE: `purge:http://127.0.0.1:${ports.front}`,
    });
    cache = await startFrontCache(kind, ports);
  });

  afterAll(async () => {
    await cache?.stop();
    await server?.stop();
  });

  it.runIf(isInstalled(kind))('forgets a URL when it is purged, for every kind of client', async () => {
    const path = '/demo/exact.png';
    const kinds = ['*/*', 'image/avif,image/webp'];
    const colours = () => Promise.all(kinds.map((accept) => colourAt(server.url, path, accept)));
    await upload(server, '/exact.png', await plain('red'));
    expect(await colours()).toEqual(['red', 'red']);
    await upload(server, '/exact.png', await plain('blue'));
    expect(await colours()).toEqual(['red', 'red']);
    await untilCompleted(server, await purge(server, `${server.url}${path}`));
    expect(await colours()).toEqual(['blue', 'blue']);
  });

  it.runIf(isInstalled(kind) && prefixes)('forgets everything that begins with a URL', async () => {
    const paths = ['/demo/folder/begin.png', '/demo/folder/begin.png?tr=w-20', '/demo/folder/other.png'];
    const colours = () => Promise.all(paths.map((path) => colourAt(server.url, path)));
    for (const name of ['begin', 'other']) await upload(server, `/folder/${name}.png`, await plain('red'));
    expect(await colours()).toEqual(['red', 'red', 'red']);
    for (const name of ['begin', 'other']) await upload(server, `/folder/${name}.png`, await plain('blue'));
    await untilCompleted(server, await purge(server, `${server.url}/demo/folder/begin.png*`));
    expect(await colours()).toEqual(['blue', 'blue', 'red']);
  });
});

describe('a cache that is away', () => {
  let front: Server | undefined;
  let server: RunningServer;
  let port: number;

  beforeAll(async () => {
    port = await findPort();
    server = await startServer({
      CALOTYPE_CDN_PURGE: `post:http://127.0.0.1:${port}/`,
      CALOTYPE_LOG_LEVEL: 'silent',
    });
  });

  afterAll(async () => {
    front?.closeAllConnections();
    front?.close();
    await server.stop();
  });

  it('is told when it is back, and holds up nothing meanwhile', async () => {
    await upload(server, '/away.png', await plain('red'));
    const url = `${server.url}/demo/away.png`;
    const id = await purge(server, url);
    expect((await ask(server.url, '/demo/tr:w-20/away.png')).status).toBe(200);
    expect(await statusOf(server, id)).toBe('Pending');
    const told = new Promise<string>((resolve) => {
      front = createServer((request, response) => {
        request.setEncoding('utf8').once('data', (body: string) => {
          response.end();
          resolve(body);
        });
      }).listen(port, '127.0.0.1');
    });
    expect(JSON.parse(await told)).toEqual({ url, prefix: false });
    await untilCompleted(server, id);
  });
});
