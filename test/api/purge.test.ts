import ImageKit from '@imagekit/nodejs';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { call, upload } from '../support/api.ts';
import { accepts, deliver } from '../support/delivery.ts';
import { createPair } from '../support/keys.ts';
import { drawPlain } from '../support/pictures.ts';
import { cacheCounts, keptRenditions } from '../support/renditions.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';
import { listVersions } from '../support/tree.ts';

let server: RunningServer;
let client: ImageKit;
let folder: string;
let count = 0;

beforeAll(async () => {
  server = await startServer();
  client = new ImageKit({ privateKey: server.privateKey, baseURL: server.url });
});
afterAll(() => server.stop());
beforeEach(() => {
  count += 1;
  folder = `/shop/${count}`;
});

const purge = (body: unknown) => call(server, 'POST', '/v1/files/purge', body);
const refusal = 'The URL is not valid for cache purging.';

/** A picture that nobody else has, so that nothing but this test prints it. */
async function uploadPicture(path: string): Promise<string> {
  const { fileId } = await upload(server, path, await pictureOf(path));
  return fileId;
}

function pictureOf(text: string): Promise<Buffer> {
  const hue = [...text].reduce((sum, character) => sum + character.charCodeAt(0), 0);
  const colour = `#${(hue % 4096).toString(16).padStart(3, '0')}`;
  return drawPlain(200 + (hue % 97), 150, colour)
    .withMetadata({ exif: { IFD0: { Copyright: text } } })
    .png()
    .toBuffer();
}

async function purgeAndWait(url: string): Promise<void> {
  const { requestId = '' } = await client.cache.invalidation.create({ url });
  await untilCompleted(requestId);
}

function untilCompleted(requestId: string): Promise<void> {
  return vi.waitFor(async () => {
    expect(await client.cache.invalidation.get(requestId)).toEqual({ status: 'Completed' });
  });
}

/** Whether the next request for each of these finds its print: the server itself counts. */
async function outcomes(paths: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const before = await cacheCounts(server);
    expect((await deliver(server, path)).status, path).toBe(200);
    const after = await cacheCounts(server);
    found.push(after.hitCount > before.hitCount ? 'hit' : after.missCount > before.missCount ? 'miss' : '?');
  }
  return found;
}

describe('a purge request', () => {
  it('is made and followed by the SDK', async () => {
    const made = await client.cache.invalidation.create({ url: `${server.endpoint}/never-seen.jpg` });
    expect(made).toEqual({ requestId: expect.stringMatching(/^[0-9a-f]{24}$/) });
    await untilCompleted(made.requestId ?? '');
  });

  it.each<[string, unknown, string]>([
    ['nothing', {}, 'Your request is missing URL parameter.'],
    ['an array', [], 'Your request is missing URL parameter.'],
    ['an empty text', { url: '' }, 'Your request is missing URL parameter.'],
    ['a number', { url: 1 }, refusal],
    ['null', { url: null }, refusal],
    ['no URL', { url: 'cat.jpg' }, refusal],
    ['a path', { url: '/demo/cat.jpg' }, refusal],
    ['another host', { url: 'https://ik.imagekit.io/demo/cat.jpg' }, refusal],
    ['very long', { url: `http://a.test/${'a'.repeat(9000)}` }, refusal],
  ])('of %s is refused', async (_, body, message) => {
    const answer = await purge(body);
    expect([answer.status, answer.json()]).toMatchObject([400, { message, help: expect.any(String) }]);
  });

  it.each([
    ['/shop/kettle.jpg*', 201],
    ['/shop/2026*', 201],
    ['/fifteen-letters*', 201],
    ['/sample.jpg*', 201],
    ['/images/upload*', 201],
    ['/shop*', 400],
    ['/shop/*', 400],
    ['/*', 400],
    ['/a/*/b.jpg', 400],
    ['/media/catalog/*', 400],
    ['/s/files/*', 400],
    ['/', 201],
    ['/%2e%2e/secret', 400],
    ['/a%00b.jpg', 201],
  ])('of %s is answered with %i', async (path, status) => {
    const answer = await purge({ url: server.endpoint + path });
    expect([answer.status, answer.text]).toEqual([status, expect.any(String)]);
    if (status === 201) await untilCompleted(answer.json<{ requestId: string }>().requestId);
  });

  it('may say http or https', async () => {
    const url = `${server.endpoint.replace('http:', 'https:')}/cat.jpg`;
    expect((await purge({ url })).status).toBe(201);
  });

  it.each(['000000000000000000000000', 'x', '697F0800A1B2C3D4E5F60718', 'a%2Fb'])(
    'that nobody made has no state: %s',
    async (id) => {
      const answer = await call(server, 'GET', `/v1/files/purge/${id}`);
      expect([answer.status, answer.json()]).toMatchObject([
        400,
        { message: 'No request found for this requestId.' },
      ]);
    },
  );

  it('needs a key that may write media, and one that may read it for its state', async () => {
    const [reader, stranger] = [
      await createPair(server, ['--media', 'read']),
      await createPair(server, ['--account', 'write']),
    ];
    const url = `${server.endpoint}/cat.jpg`;
    const asking = (privateKey: string) =>
      new ImageKit({ privateKey, baseURL: server.url }).cache.invalidation;
    await expect(asking(reader.privateKey).create({ url })).rejects.toMatchObject({ status: 403 });
    const { requestId = '' } = await client.cache.invalidation.create({ url });
    expect(await asking(reader.privateKey).get(requestId)).toMatchObject({ status: expect.any(String) });
    await expect(asking(stranger.privateKey).get(requestId)).rejects.toMatchObject({ status: 403 });
  });
});

describe('the request after a purge', () => {
  it('of an exact URL is a miss, for every client; other transformations stay', async () => {
    const path = `${folder}/cat.png`;
    await uploadPicture(path);
    const urls = [`/tr:w-40${path}`, `/tr:w-50${path}`, path];
    for (const url of urls) {
      for (const accept of Object.values(accepts)) await deliver(server, url, { accept });
    }
    expect(await outcomes(urls)).toEqual(['hit', 'hit', 'hit']);
    const before = await keptRenditions(server);
    await purgeAndWait(`${server.endpoint}/tr:w-40${path}`);
    const kept = await keptRenditions(server);
    // One for each format that was negotiated.
    expect(before.filter((key) => !kept.includes(key)).length).toBeGreaterThanOrEqual(2);
    expect(await outcomes(urls)).toEqual(['miss', 'hit', 'hit']);
    expect(await outcomes(urls)).toEqual(['hit', 'hit', 'hit']);
  });

  it('of a URL in another spelling is a miss as well: the print is the same', async () => {
    const path = `${folder}/cat.png`;
    await uploadPicture(path);
    await deliver(server, `/tr:w-40,h-30${path}`);
    await purgeAndWait(`${server.endpoint}${path}?tr=h-30,w-40&v=2`);
    expect(await outcomes([`/tr:w-40,h-30${path}`])).toEqual(['miss']);
  });

  it('of a trimmed picture is a miss, although only a look at it tells how it is printed', async () => {
    const path = `${folder}/cat.png`;
    await uploadPicture(path);
    await deliver(server, `/tr:t-true,w-40${path}`);
    await purgeAndWait(`${server.endpoint}/tr:t-true,w-40${path}`);
    expect(await outcomes([`/tr:t-true,w-40${path}`])).toEqual(['miss']);
  });

  it('of a wildcard is a miss for every file, version and transformation below, and for no other', async () => {
    const paths = [`${folder}/cat.png`, `${folder}/deep/down/dog.png`, `${folder}-two/cow.png`];
    for (const path of paths) await uploadPicture(path);
    const fileId = await uploadPicture(`${folder}/cup.png`);
    await upload(server, `${folder}/cup.png`, await pictureOf(`${folder} second`));
    const older = (await listVersions(server, fileId)).at(-1)?.url.slice(server.endpoint.length) ?? '';
    const below = [
      `/tr:w-40${paths[0]}`,
      `${paths[0]}?tr=w-50`,
      `/tr:w-40${paths[1]}`,
      `/tr:w-40${folder}/cup.png`,
      `/tr:w-40${older}`,
    ];
    const others = [`/tr:w-40${paths[2]}`];
    await outcomes([...below, ...others]);
    expect(await outcomes([...below, ...others])).toEqual(Array(6).fill('hit'));
    await purgeAndWait(`${server.endpoint}${folder}/*`);
    expect(await outcomes([...below, ...others])).toEqual([...Array(5).fill('miss'), 'hit']);
  });

  it('of a file with a wildcard is a miss for its versions and transformations by query', async () => {
    const path = `${folder}/cat.png`;
    await uploadPicture(path);
    const urls = [path, `${path}?tr=w-40`];
    await outcomes(urls);
    await purgeAndWait(`${server.endpoint}${path}*`);
    expect(await outcomes(urls)).toEqual(['miss', 'miss']);
  });

  it('leaves nothing on the disk', async () => {
    const path = `${folder}/cat.png`;
    await uploadPicture(path);
    const before = await keptRenditions(server);
    for (let width = 10; width < 30; width += 1) await deliver(server, `/tr:w-${width}${path}`);
    expect((await keptRenditions(server)).length).toBe(before.length + 20);
    await purgeAndWait(`${server.endpoint}${path}*`);
    expect(await keptRenditions(server)).toEqual(before);
  });
});

describe('a rename', () => {
  const rename = (filePath: string, newFileName: string, purgeCache?: unknown) =>
    call(server, 'PUT', '/v1/files/rename', { filePath, newFileName, purgeCache });

  it('that shall purge names the request for the old URL', async () => {
    await uploadPicture(`${folder}/cat.png`);
    const answer = await rename(`${folder}/cat.png`, 'dog.png', true);
    expect([answer.status, answer.json()]).toEqual([
      200,
      { purgeRequestId: expect.stringMatching(/^[0-9a-f]{24}$/) },
    ]);
    await untilCompleted(answer.json<{ purgeRequestId: string }>().purgeRequestId);
    expect((await deliver(server, `${folder}/cat.png`)).status).toBe(404);
    expect((await deliver(server, `${folder}/dog.png`)).status).toBe(200);
  });

  it.each([false, undefined])('that shall not purge says nothing of it: %s', async (purgeCache) => {
    await uploadPicture(`${folder}/cat.png`);
    const answer = await rename(`${folder}/cat.png`, 'dog.png', purgeCache);
    expect([answer.status, answer.json()]).toEqual([200, {}]);
  });

  it('does not take a text for a yes', async () => {
    const answer = await rename(`${folder}/cat.png`, 'dog.png', 'true');
    expect(answer.status).toBe(400);
  });
});

it('a file that is no longer published is purged', async () => {
  const path = `${folder}/cat.png`;
  const fileId = await uploadPicture(path);
  const before = await keptRenditions(server);
  await deliver(server, `/tr:w-40${path}`);
  expect((await keptRenditions(server)).length).toBe(before.length + 1);
  await client.files.update(fileId, { publish: { isPublished: false } });
  await vi.waitFor(async () => expect(await keptRenditions(server)).toEqual(before));
});

describe('the requests of a month', () => {
  let limited: RunningServer;
  beforeAll(async () => {
    limited = await startServer({ CALOTYPE_MAX_PURGES_PER_MONTH: 2 });
    for (const name of ['a', 'b', 'c']) await upload(limited, `/${name}.png`, await pictureOf(name));
  });
  afterAll(() => limited.stop());

  it('are limited where that is set, whoever makes them; the rest is done all the same', async () => {
    const rename = (name: string, newFileName: string) =>
      call(limited, 'PUT', '/v1/files/rename', { filePath: `/${name}`, newFileName, purgeCache: true });
    const ask = () => call(limited, 'POST', '/v1/files/purge', { url: `${limited.endpoint}/a.png` });

    expect((await ask()).status).toBe(201);
    expect((await call(limited, 'POST', '/v1/files/purge', { url: 'nonsense' })).status).toBe(400);
    expect((await rename('a.png', 'd.png')).status).toBe(200);

    const refused = await ask();
    expect([refused.status, refused.json()]).toMatchObject([
      429,
      { message: 'You have exceeded the monthly limit of cache purge requests.' },
    ]);
    const renamed = await rename('b.png', 'e.png');
    expect([renamed.status, renamed.json()]).toEqual([
      207,
      {
        message:
          'File renamed successfully but we could not purge the CDN cache for old URL because of rate limits on purge API.',
        reason: 'PURGE_FAILED',
        help: expect.any(String),
      },
    ]);
    expect((await deliver(limited, '/e.png')).status).toBe(200);
    expect((await deliver(limited, '/b.png')).status).toBe(404);
    const [{ fileId }] = (await call(limited, 'GET', '/v1/files?name=c.png')).json<[{ fileId: string }]>();
    const draft = { publish: { isPublished: false } };
    expect((await call(limited, 'PATCH', `/v1/files/${fileId}/details`, draft)).status).toBe(200);
  });
});
