import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { call, upload } from '../support/api.ts';
import { ask } from '../support/ask.ts';
import { deliver } from '../support/delivery.ts';
import { addOrigin, attach } from '../support/endpoints.ts';
import { allowLoopback } from '../support/loopback-origin.ts';
import { drawPlain } from '../support/pictures.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';
import { type WatchedOrigin, watchOrigin } from '../support/watched-origin.ts';

let server: RunningServer;
let origin: WatchedOrigin;
let second: WatchedOrigin;

beforeAll(async () => {
  [origin, second] = [await watchOrigin(), await watchOrigin()];
  server = await startServer({
    ...allowLoopback,
    CALOTYPE_DOMAINS: 'cdn.example.test,img.example.test=shop',
    CALOTYPE_MAX_PIXELS: 2_000_000,
    CALOTYPE_ORIGIN_MISSING_SECONDS: 0,
  });
  const first = await addOrigin(server, { type: 'WEB_FOLDER', baseUrl: `${origin.url}/files/` });
  const next = await addOrigin(server, {
    type: 'WEB_FOLDER',
    baseUrl: second.url,
    forwardHostHeaderToOrigin: true,
    includeCanonicalHeader: true,
    baseUrlForCanonicalHeader: 'https://www.example.com/img/',
  });
  const closed = await watchOrigin();
  await closed.close();
  const dead = await addOrigin(server, { type: 'WEB_FOLDER', baseUrl: closed.url });
  await attach(server, '', [first]);
  await attach(server, 'shop', [first, next]);
  await attach(server, 'dead', [dead]);
  await attach(server, 'half', [dead, next]);
  await attach(server, 'empty', []);
  await attach(server, 'any', [await addOrigin(server, { type: 'WEB_PROXY' })]);
});
afterAll(async () => {
  await server.stop();
  await origin.close();
  await second.close();
});

const picture = (width: number, colour = 'red') => drawPlain(width, 60, colour).png().toBuffer();
const sizeOf = async (bytes: Buffer) => {
  const { width, height } = await sharp(bytes).metadata();
  return [width, height];
};

describe('a file of an origin', () => {
  it('is transformed, and fetched once for all that is made of it', async () => {
    origin.put('/files/a/cat%20%26%20dog.png', await picture(200));
    for (const width of [50, 60, 70]) {
      const answer = await deliver(server, `/tr:w-${width}/a/cat%20%26%20dog.png`);
      expect(answer.status).toBe(200);
      expect((await sizeOf(answer.bytes))[0]).toBe(width);
    }
    expect((await deliver(server, '/tr:orig-true/a/cat%20%26%20dog.png')).status).toBe(200);
    expect(origin.asked('/files/a/cat%20%26%20dog.png')).toBe(1);
  });

  it('is fetched once for a crowd, and for those who stay when the first has left', async () => {
    let release = () => {};
    const file = await picture(333);
    origin.answer('/files/crowd.png', (_, response) => {
      release = () => void response.writeHead(200, { 'content-length': file.length }).end(file);
    });
    const leaving = new AbortController();
    const left = fetch(`${server.endpoint}/tr:w-31/crowd.png`, { signal: leaving.signal }).catch(
      () => 'left',
    );
    await vi.waitFor(() => expect(origin.asked('/files/crowd.png')).toBe(1));
    const staying = Array.from({ length: 9 }, (_, index) => deliver(server, `/tr:w-${40 + index}/crowd.png`));
    const joined = Promise.all(staying);
    // They have asked once the server, which answers in turn, has answered this.
    await deliver(server, '/nothing-at-all.png');
    leaving.abort();
    expect(await left).toBe('left');
    release();
    expect((await joined).map(({ status }) => status)).toEqual(Array(9).fill(200));
    expect(origin.asked('/files/crowd.png')).toBe(1);
  });

  it('comes after the library', async () => {
    await upload(server, '/both.png', await picture(20));
    origin.put('/files/both.png', await picture(40));
    expect(await sizeOf((await deliver(server, '/both.png')).bytes)).toEqual([20, 60]);
    expect(await sizeOf((await deliver(server, '/shop/both.png')).bytes)).toEqual([20, 60]);
    expect(origin.asked('/files/both.png')).toBe(0);
  });

  it('is shown by a layer, and another by the layer of another endpoint', async () => {
    origin.put('/files/base.png', await picture(100, 'white'));
    origin.put('/files/mark.png', await picture(10, 'red'));
    const colourOf = async (path: string) => {
      const { bytes, status } = await deliver(server, path);
      expect(status).toBe(200);
      const { data } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
      return [...data.subarray(0, 3)];
    };
    const chain = 'tr:l-image,i-mark.png,lx-0,ly-0,l-end,f-png,lo-true';
    expect(await colourOf(`/${chain}/base.png`)).toEqual([255, 0, 0]);
    await upload(server, '/base2.png', await picture(100, 'white'));
    second.put('/mark2.png', await picture(10, 'blue'));
    const other = chain.replace('mark.png', 'mark2.png');
    expect((await deliver(server, `/${other}/base2.png`)).status).toBe(404);
    expect(await colourOf(`/shop/${other}/base2.png`)).toEqual([0, 0, 255]);
    expect((await deliver(server, `/${other}/base2.png`)).status).toBe(404);
  });

  it('that is no picture is delivered as it is', async () => {
    origin.put('/files/notes.css', 'p { color: red }');
    const answer = await deliver(server, '/tr:w-20/notes.css');
    expect([answer.status, answer.text, answer.headers['content-type']]).toEqual([
      200,
      'p { color: red }',
      'text/css; charset=utf-8',
    ]);
  });

  it('is asked for with headers that tell who asks, and without the query of the visitor', async () => {
    origin.put('/files/told.png', await picture(20));
    await deliver(server, '/told.png?v=2&secret=1');
    const { url, headers } = origin.requests.at(-1) ?? {};
    expect(url).toBe('/files/told.png');
    expect(headers).toMatchObject({ 'x-req-from': 'imagekit', host: new URL(origin.url).host });
    expect(headers).not.toHaveProperty('cookie');
  });

  it('is asked for by the host of the visitor where that is wished, and kept for each', async () => {
    const file = await picture(25);
    second.answer('/hosted.png', ({ headers }, response) => {
      if (headers.host === 'one.example') response.end(file);
      else response.writeHead(404).end();
    });
    expect((await deliver(server, '/shop/hosted.png', { host: 'one.example' })).status).toBe(200);
    expect((await deliver(server, '/shop/hosted.png', { host: 'two.example' })).status).toBe(404);
  });

  it('tells search engines where it belongs', async () => {
    second.put('/a/link%20me.png', await picture(26));
    const { headers } = await deliver(server, '/shop/tr:w-10/a/link%20me.png');
    expect(headers.link).toBe('<https://www.example.com/img/a/link%20me.png>; rel="canonical"');
    origin.put('/files/no-link.png', await picture(26));
    expect((await deliver(server, '/no-link.png')).headers.link).toBeUndefined();
  });

  it('is private when its origin says so', async () => {
    origin.put('/files/secret.png', await picture(27), { 'is-private-file': 'true' });
    expect((await deliver(server, '/tr:w-10/secret.png')).status).toBe(401);
    expect((await deliver(server, '/tr:n-ik_ml_thumbnail/secret.png')).status).toBe(200);
  });

  it('stands in as a default image, and is stood in for', async () => {
    origin.put('/files/stand-in.png', await picture(44));
    const answer = await deliver(server, '/dead/tr:w-22,di-stand-in.png/missing.png');
    expect([answer.status, answer.headers['ik-default-image']]).toEqual([200, 'true']);
    expect(await sizeOf(answer.bytes)).toEqual([22, 30]);
  });
});

describe('what an origin cannot give', () => {
  it.each([
    ['nothing there', 404, 'ENOENT'],
    ['gone', 410, 'ENOENT'],
    ['not for us', 403, 'EACCES'],
    ['no password', 401, 'EACCES'],
    ['broken', 500, 'UNIDENTIFIED'],
    ['a strange answer', 206, 'UNIDENTIFIED'],
  ])('is missing: %s', async (name, status, code) => {
    const path = `/files/${encodeURIComponent(name)}.png`;
    origin.answer(path, (_, response) => response.writeHead(status).end('words'));
    const answer = await deliver(server, `/${encodeURIComponent(name)}.png`);
    expect([answer.status, answer.text]).toEqual([404, 'Not Found']);
    expect(answer.headers['ik-error']).toMatch(new RegExp(`^${code} - `));
  });

  it('is missing when nobody answers, and another origin has its turn all the same', async () => {
    const answer = await deliver(server, '/dead/x.png');
    expect([answer.status, answer.headers['ik-error']]).toEqual([
      404,
      'ECONNREFUSED - The origin refused the connection',
    ]);
    second.put('/x.png', await picture(28));
    expect((await deliver(server, '/half/x.png')).status).toBe(200);
  });

  it('breaks off: missing, not half a file, and whole the next time', async () => {
    const file = await sharp({
      create: {
        width: 400,
        height: 400,
        channels: 3,
        background: 'red',
        noise: { type: 'gaussian', mean: 128, sigma: 60 },
      },
    })
      .png()
      .toBuffer();
    let isWhole = false;
    origin.answer('/files/torn.png', (_, response) => {
      response.writeHead(200, { 'content-length': file.length });
      if (isWhole) response.end(file);
      else response.write(file.subarray(0, file.length / 2), () => response.destroy());
    });
    const torn = await deliver(server, '/tr:w-50/torn.png');
    expect([torn.status, torn.headers['ik-error']]).toEqual([
      404,
      'UNIDENTIFIED - The download from the origin broke off',
    ]);
    isWhole = true;
    expect((await deliver(server, '/tr:w-50/torn.png')).status).toBe(200);
  });

  it('has too many pixels: refused after its first bytes', async () => {
    const head = await drawPlain(2000, 1001, 'red').jpeg().toBuffer();
    let sent = 0;
    let closed = Promise.resolve();
    origin.answer('/files/huge.jpg', (_, response) => {
      response.writeHead(200, { 'content-length': 30_000_000 });
      response.write(Buffer.concat([head, Buffer.alloc(40_000 - head.length)]));
      sent += 40_000;
      closed = new Promise((resolve) => response.once('close', resolve));
    });
    const answer = await deliver(server, '/tr:w-50/huge.jpg');
    expect([answer.status, answer.headers['ik-error']]).toEqual([
      400,
      'ELIMIT - The image has more than 2000000 pixels',
    ]);
    await closed;
    expect(sent).toBe(40_000);
  });

  it('is no picture although it says so: refused likewise, but handed on as it is', async () => {
    const broken = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(50_000)]);
    origin.put('/files/broken.png', broken);
    const answer = await deliver(server, '/tr:w-50/broken.png');
    expect([answer.status, answer.headers['ik-error']]).toEqual([
      400,
      'EINVALIDIMAGE - The file cannot be decoded as an image',
    ]);
    const plain = await deliver(server, '/broken.png');
    expect([plain.status, plain.bytes.equals(broken)]).toEqual([200, true]);
  });
});

describe('an endpoint', () => {
  it('is found by its prefix, before a folder of that name', async () => {
    await upload(server, '/shop/inside.png', await picture(31));
    expect((await deliver(server, '/shop/inside.png')).status).toBe(404);
    second.put('/inside.png', await picture(32));
    expect(await sizeOf((await deliver(server, '/shop/inside.png')).bytes)).toEqual([32, 60]);
    await upload(server, '/shopping/inside.png', await picture(33));
    expect((await deliver(server, '/shopping/inside.png')).status).toBe(200);
  });

  it('has no other origins than its own', async () => {
    second.put('/only-shop.png', await picture(34));
    expect((await deliver(server, '/only-shop.png')).status).toBe(404);
    expect((await deliver(server, '/empty/only-shop.png')).status).toBe(404);
    expect((await deliver(server, '/shop/only-shop.png')).status).toBe(200);
  });

  it.each([
    ['cdn.example.test', '/tr:w-10/domain.png'],
    ['CDN.example.test:8000', '/domain.png?tr=w-10'],
    ['img.example.test', '/tr:w-10/by-host.png'],
    ['cdn.example.test', '/shop/tr:w-10/by-host.png'],
  ])('answers at %s%s', async (host, path) => {
    origin.put('/files/domain.png', await picture(35));
    second.put('/by-host.png', await picture(36));
    const answer = await ask(server.url, path, { headers: { host } });
    expect(answer.status).toBe(200);
    expect((await sizeOf(answer.bytes))[0]).toBe(10);
  });

  it('keeps the API away from its domains', async () => {
    const answer = await ask(server.url, '/v1/files', { headers: { host: 'cdn.example.test' } });
    expect([answer.status, answer.headers['ik-error']]).toEqual([404, expect.stringMatching(/^ENOENT/)]);
    expect((await ask(server.url, '/healthz', { headers: { host: 'other.example.test' } })).status).toBe(200);
  });

  it('is gone when it is deleted, and leads elsewhere when its origin does', async () => {
    const id = await addOrigin(server, { type: 'WEB_FOLDER', baseUrl: second.url });
    await attach(server, 'late', [id]);
    second.put('/late.png', await picture(37));
    expect((await deliver(server, '/late/late.png')).status).toBe(200);
    const elsewhere = { type: 'WEB_FOLDER', name: 'Some origin', baseUrl: `${second.url}/other` };
    await call(server, 'PUT', `/v1/accounts/origins/${id}`, elsewhere);
    expect((await deliver(server, '/late/late.png')).status).toBe(404);
  });
});

describe('a web proxy', () => {
  const proxied = async (path: string) => (await deliver(server, path)).status;
  beforeAll(async () => {
    second.put('/far/cat.png', await picture(38));
    second.put('/far/cat.png?a=1&b=%20', await picture(39));
    second.put('/a%20b.png', await picture(41));
  });

  it.each([
    (url: string) => `/any/${url}/far/cat.png`,
    (url: string) => `/any/tr:w-10/${url}/far/cat.png`,
    (url: string) => `/any/${url.replace('//', '/')}/far/cat.png`,
    (url: string) => `/any/${encodeURIComponent(`${url}/far/cat.png`)}`,
    (url: string) => `/any/tr:w-10/${encodeURIComponent(`${url}/far/cat.png?a=1&b=%20`)}`,
    (url: string) => `/any/${url}/far/cat.png?a=2`,
    (url: string) => `/any/${url}/a%20b.png`,
    (url: string) => `/any/${encodeURIComponent(`${url}/a%20b.png`)}`,
  ])('fetches the URL in the path: %s', async (pathOf) => {
    expect(await proxied(pathOf(second.url))).toBe(200);
  });

  it.each(['/any/far/cat.png', '/any/ftp://127.0.0.1/x.png', '/any/https://', '/any/file:///etc/passwd'])(
    'has nothing at %s',
    async (path) => {
      expect(await proxied(path)).toBe(404);
    },
  );

  it('does not ask itself in a ring', async () => {
    const ring = await addOrigin(server, { type: 'WEB_FOLDER', baseUrl: `${server.endpoint}/ring` });
    await attach(server, 'ring', [ring]);
    expect(await proxied('/ring/x.png')).toBe(404);
    expect(await proxied(`/any/${server.endpoint}/any/${second.url}/far/cat.png`)).toBe(404);
  });
});
