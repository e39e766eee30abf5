import type { ServerResponse } from 'node:http';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signText } from '../../src/access/signed-url.ts';
import { call, upload } from '../support/api.ts';
import type { Answer } from '../support/ask.ts';
import { deliver } from '../support/delivery.ts';
import { drawCoordinates } from '../support/pictures.ts';
import { type Order, type StandInProvider, startProvider } from '../support/stand-in-provider.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

let provider: StandInProvider;
let server: RunningServer;
let pictures = 0;

const settings = () => ({
  CALOTYPE_AI_URL: provider.url,
  CALOTYPE_AI_WAIT_SECONDS: 60,
  CALOTYPE_AI_RETRY_SECONDS: 0,
  CALOTYPE_AI_MAX_RESULT_BYTES: 100_000,
  CALOTYPE_AI_MAX_PIXELS: 1_000_000,
});

beforeAll(async () => {
  provider = await startProvider();
  server = await startServer(settings());
});
beforeEach(() => {
  provider.orders.splice(0);
  provider.answer = cutOut;
});
afterAll(async () => {
  await server.stop();
  await provider.close();
});

/** A red box in the top-left corner of nothing, in the size of what was sent. */
async function cutOut({ image }: Order, response: ServerResponse): Promise<void> {
  const { width = 64, height = 64 } = image === undefined ? {} : await sharp(image).metadata();
  const box = await sharp({
    create: { width: Math.ceil(width / 2), height: Math.ceil(height / 2), channels: 3, background: 'red' },
  })
    .png()
    .toBuffer();
  const nothing = { r: 0, g: 0, b: 0, alpha: 0 };
  const drawn = sharp({ create: { width, height, channels: 4, background: nothing } }).composite([
    { input: box, left: 0, top: 0 },
  ]);
  response.end(await drawn.png().toBuffer());
}

/** A picture with a content of its own. */
async function uploadNew(width = 300, height = 200, to: RunningServer = server): Promise<string> {
  pictures += 1;
  const drawn = drawCoordinates(width, height)
    .png()
    .withMetadata({ density: 72 + pictures });
  return (await upload(to, `/picture-${pictures}.png`, await drawn.toBuffer())).filePath;
}

const ask = (transformation: string, path: string, method = 'GET', of: RunningServer = server) =>
  deliver(of, `/tr:${transformation}${path}`, {}, method);

function isWaitingPage({ status, headers }: Answer): boolean {
  return status === 200 && headers['is-intermediate-response'] === 'true';
}

/** Asks again until there is something else than the page. */
async function askUntilMade(transformation: string, path: string, of = server): Promise<Answer> {
  for (;;) {
    const answer = await ask(transformation, path, 'GET', of);
    if (!isWaitingPage(answer)) return answer;
  }
}

describe('a generative operation', () => {
  it('is the source of the rest of the plan', async () => {
    const answer = await ask('e-bgremove,w-150,f-png', await uploadNew());
    expect([answer.status, answer.headers['ik-error']]).toEqual([200, undefined]);
    expect(answer.headers['is-intermediate-response']).toBeUndefined();
    expect(answer.headers['cache-control']).toContain('max-age=15552000');
    const { data, info } = await sharp(answer.bytes)
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(info).toMatchObject({ width: 150, height: 100 });
    expect([...data.subarray(0, 4), ...data.subarray(-4)]).toEqual([255, 0, 0, 255, 0, 0, 0, 0]);
    expect(provider.orders).toMatchObject([{ operation: 'bgremove', prompt: undefined }]);
    expect(await sharp(provider.orders[0]?.image).metadata()).toMatchObject({ format: 'png', width: 300 });
  });

  it.each([
    ['e-removedotbg', 'removedotbg', undefined],
    ['e-upscale', 'upscale', undefined],
    ['e-retouch', 'retouch', undefined],
    ['e-genvar', 'genvar', undefined],
    ['e-edit-prompt-a%20red%20hat', 'edit', 'a red hat'],
    [`e-changebg-prompte-${encodeURIComponent(btoa('snow, ice'))}`, 'changebg', 'snow, ice'],
    ['w-100,h-100,cm-pad_resize,bg-genfill-prompt-sky', 'genfill', 'sky'],
  ])('%s asks for %s', async (transformation, operation, prompt) => {
    const answer = await ask(transformation, await uploadNew());
    expect(answer.headers['content-type']).toMatch(/^image\//);
    expect(provider.orders).toMatchObject([{ operation, prompt }]);
  });

  it('is done once, for everything that is printed of it, and kept over a restart', async () => {
    const path = await uploadNew();
    await Promise.all([1, 2, 3].map((side) => ask(`e-bgremove,w-9${side}`, path)));
    await ask('e-bgremove,f-jpg,bg-00FF00', path);
    const { dataFolder: CALOTYPE_DATA, publicKey, privateKey } = server;
    await server.kill();
    const keys = { CALOTYPE_PUBLIC_KEY: publicKey, CALOTYPE_PRIVATE_KEY: privateKey };
    server = await startServer({ ...settings(), CALOTYPE_DATA, ...keys });
    expect((await ask('e-bgremove,w-50', path)).headers['content-type']).toMatch(/^image\//);
    expect(provider.orders).toHaveLength(1);
  });

  it('stands in a layer too', async () => {
    const [base, logo] = [await uploadNew(), await uploadNew(40, 40)];
    const layer = `l-image,i-${logo.slice(1)},e-bgremove,t-false,lx-0,ly-0,l-end`;
    const answer = await ask(`${layer},f-png`, base);
    const { data } = await sharp(answer.bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    expect([...data.subarray(0, 3)]).toEqual([255, 0, 0]);
    expect(provider.orders).toMatchObject([{ operation: 'bgremove' }]);
  });

  it('is refused for a picture with too many pixels', async () => {
    const answer = await ask('e-upscale', await uploadNew(1200, 1000));
    expect([answer.status, answer.headers['ik-error']]).toEqual([400, expect.stringContaining('ELIMIT')]);
    expect(provider.orders).toEqual([]);
  });

  it('starts nothing when it is purged', async () => {
    const path = await uploadNew();
    const url = `${server.endpoint}/tr:e-bgremove${path}`;
    const { requestId } = (await call(server, 'POST', '/v1/files/purge', { url })).json<{
      requestId: string;
    }>();
    for (let status = ''; status !== 'Completed'; )
      ({ status } = (await call(server, 'GET', `/v1/files/purge/${requestId}`)).json<{ status: string }>());
    expect(provider.orders).toEqual([]);
  });
});

describe('while it is being made', () => {
  it('answers with a page that says so, GET and HEAD alike, and with the picture when it is there', async () => {
    const impatient = await startServer({ ...settings(), CALOTYPE_AI_WAIT_SECONDS: 0 });
    const { promise: allowed, resolve: allow } = Promise.withResolvers<void>();
    provider.answer = async (order, response) => {
      await allowed;
      await cutOut(order, response);
    };
    const path = await uploadNew(300, 200, impatient);
    const get = await ask('e-bgremove', path, 'GET', impatient);
    expect([get.status, get.headers]).toMatchObject([
      200,
      {
        'is-intermediate-response': 'true',
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'access-control-expose-headers': expect.stringContaining('is-intermediate-response'),
      },
    ]);
    expect(get.text).toContain('being prepared');
    expect(get.headers).not.toHaveProperty('etag');
    const head = await ask('e-bgremove', path, 'HEAD', impatient);
    expect([head.status, head.headers['is-intermediate-response'], head.text]).toEqual([200, 'true', '']);
    const metadata = await call(
      impatient,
      'GET',
      `/v1/metadata?url=${encodeURIComponent(`${impatient.endpoint}/tr:e-bgremove${path}`)}`,
    );
    expect(metadata.status).toBe(503);
    allow();
    expect((await askUntilMade('e-bgremove', path, impatient)).headers['content-type']).toMatch(/^image\//);
    expect(provider.orders).toHaveLength(1);
    await impatient.stop();
  });

  it('ends at once when the server stops', async () => {
    const stopping = await startServer({ ...settings(), CALOTYPE_AI_WAIT_SECONDS: 0 });
    const { promise: asked, resolve } = Promise.withResolvers<void>();
    provider.answer = () => resolve();
    const path = await uploadNew(300, 200, stopping);
    expect(isWaitingPage(await ask('e-bgremove', path, 'GET', stopping))).toBe(true);
    await asked;
    await stopping.stop();
  });
});

describe('a restart', () => {
  it('while a picture is made: the same URL has it made again, and does not hang', async () => {
    const own = { ...settings(), CALOTYPE_AI_WAIT_SECONDS: 0 };
    const first = await startServer(own);
    const { promise: asked, resolve } = Promise.withResolvers<void>();
    provider.answer = () => resolve();
    const path = await uploadNew(300, 200, first);
    expect(isWaitingPage(await ask('e-bgremove', path, 'GET', first))).toBe(true);
    await asked;
    await first.kill();
    provider.answer = cutOut;
    const { dataFolder: CALOTYPE_DATA, publicKey, privateKey } = first;
    const keys = { CALOTYPE_PUBLIC_KEY: publicKey, CALOTYPE_PRIVATE_KEY: privateKey };
    const second = await startServer({ ...own, ...keys, CALOTYPE_DATA });
    expect((await askUntilMade('e-bgremove', path, second)).headers['content-type']).toMatch(/^image\//);
    expect(provider.orders).toHaveLength(2);
    await second.stop();
  });

  it('does not give the day another budget, whatever became of the attempts', async () => {
    const own = { ...settings(), CALOTYPE_AI_MAX_PER_DAY: 1 };
    const first = await startServer(own);
    provider.answer = (_, response) => response.writeHead(500).end();
    expect((await deliver(first, '/ik-genimg-prompt-fox/fox.png')).status).toBe(503);
    const { dataFolder: CALOTYPE_DATA, publicKey, privateKey } = first;
    await first.stop({ keepData: true });
    const keys = { CALOTYPE_PUBLIC_KEY: publicKey, CALOTYPE_PRIVATE_KEY: privateKey };
    const second = await startServer({ ...own, ...keys, CALOTYPE_DATA });
    expect((await deliver(second, '/ik-genimg-prompt-fox/fox.png')).status).toBe(429);
    await second.stop();
  });
});

describe('a provider that does not do its work', () => {
  it.each<[string, StandInProvider['answer']]>([
    ['answers with an error', (_, response) => response.writeHead(500).end('10.0.0.7')],
    ['answers with a page', (_, response) => response.end('<script>alert(1)</script>')],
    [
      'answers with a drawing',
      (_, response) => response.end('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
    ],
    ['answers with too much', (_, response) => response.end(Buffer.alloc(200_000))],
    ['answers with nothing', (_, response) => response.end()],
    ['leaves', (_, response) => response.destroy()],
    ['leaves in the middle', (_, response) => response.write('half', () => response.destroy())],
    ['sends on', (_, response) => response.writeHead(307, { location: server.url }).end()],
  ])('%s: 503, in general words, and is asked again', async (_, answer) => {
    provider.answer = answer;
    const path = await uploadNew();
    const failed = await ask('e-bgremove', path);
    expect([failed.status, failed.headers]).toMatchObject([
      503,
      {
        'ik-error': 'UNIDENTIFIED - the picture could not be made',
        'cache-control': 'no-store',
        'retry-after': expect.any(String),
      },
    ]);
    expect(failed.text).not.toContain('10.0');
    provider.answer = cutOut;
    expect((await ask('e-bgremove', path)).headers['content-type']).toMatch(/^image\//);
  });

  it('says no: 400', async () => {
    provider.answer = (_, response) => response.writeHead(422).end();
    const answer = await ask('e-edit-prompt-something', await uploadNew());
    expect([answer.status, answer.headers['ik-error']]).toEqual([400, expect.stringContaining('refuses')]);
  });
});

describe('a picture out of words', () => {
  it('stands at its path from then on, whatever the words', async () => {
    const made = await deliver(server, '/ik-genimg-prompt-a%20red%20fox/animals/fox.png');
    expect([made.status, made.headers['content-type']]).toEqual([200, expect.stringMatching(/^image\//)]);
    expect(provider.orders).toMatchObject([{ operation: 'genimg', prompt: 'a red fox', image: undefined }]);
    const other = await deliver(server, '/ik-genimg-prompt-a%20blue%20fox/tr:w-32/animals/fox.png');
    expect(await sharp(other.bytes).metadata()).toMatchObject({ width: 32 });
    expect((await deliver(server, '/animals/fox.png')).status).toBe(200);
    expect(provider.orders).toHaveLength(1);
  });

  it('never overwrites, and is not made for a path that the library would change', async () => {
    const path = await uploadNew();
    const there = await deliver(server, `/ik-genimg-prompt-a%20fox${path}`);
    expect(there.bytes).toEqual((await deliver(server, path)).bytes);
    const strange = await deliver(server, '/ik-genimg-prompt-a%20fox/a%3Fb%23.png');
    expect([strange.status, strange.headers['ik-error']]).toEqual([400, expect.stringContaining('EINVALID')]);
    expect(provider.orders).toEqual([]);
  });
});

describe('settings', () => {
  it('without a provider every operation is named and refused (T53)', async () => {
    const without = await startServer({ CALOTYPE_GENFILL_FALLBACK: 'dominant' });
    const path = await uploadNew(300, 200, without);
    for (const token of ['e-bgremove', 'e-edit-prompt-a']) {
      const { status, headers } = await ask(token, path, 'GET', without);
      expect([status, headers['ik-error']]).toEqual([400, `EUNSUPPORTED - ${token}`]);
    }
    const words = await deliver(without, '/ik-genimg-prompt-fox/fox.png');
    expect([words.status, words.headers['ik-error']]).toEqual([400, 'EUNSUPPORTED - ik-genimg-prompt-fox']);
    const filled = await ask('w-90,h-90,cm-pad_resize,bg-genfill', path, 'GET', without);
    expect(await sharp(filled.bytes).metadata()).toMatchObject({ width: 90, height: 90 });
    await without.stop();
  });

  it('AI alone may need a signature, and cost no more than so much a day (P3, P4)', async () => {
    const guarded = await startServer({
      ...settings(),
      CALOTYPE_REQUIRE_AI_SIGNATURE: true,
      CALOTYPE_AI_MAX_PER_DAY: 1,
    });
    const path = await uploadNew(300, 200, guarded);
    for (const token of ['e-bgremove', 'e-dropshadow', 'w-50:e-upscale', 'e-bgremove,e-upscale'])
      expect([(await ask(token, path, 'GET', guarded)).status, token]).toEqual([401, token]);
    expect((await deliver(guarded, '/ik-genimg-prompt-fox/fox.png')).status).toBe(401);
    expect((await ask('w-100', path, 'GET', guarded)).status).toBe(200);
    const named = { name: 'cut', transformation: 'e-bgremove' };
    expect((await call(guarded, 'POST', '/v1/named-transformations', named)).status).toBeLessThan(300);
    expect((await ask('n-cut', path, 'GET', guarded)).status).toBe(401);
    const sign = (transformation: string) => {
      const target = `tr:${transformation}${path}`;
      const signature = signText(target, guarded.privateKey);
      return deliver(guarded, `/${target}?ik-s=${signature}`);
    };
    expect((await sign('e-bgremove')).status).toBe(200);
    const spent = await sign('e-upscale');
    expect([spent.status, spent.headers['cache-control']]).toEqual([429, 'no-store']);
    expect((await sign('e-bgremove,w-20')).status).toBe(200);
    await guarded.stop();
  });
});
