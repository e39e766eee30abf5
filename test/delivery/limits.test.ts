import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { upload } from '../support/api.ts';
import { ask } from '../support/ask.ts';
import { deliver } from '../support/delivery.ts';
import { drawPlain, readPhotograph } from '../support/pictures.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

let server: RunningServer;

beforeAll(async () => {
  server = await startServer({
    CALOTYPE_RENDER_BUDGET: '1:3',
    CALOTYPE_TRUSTED_PROXIES: '127.0.0.0/8,::1/128',
  });
  await upload(server, '/photo.jpg', await readPhotograph());
  await upload(server, '/flat.png', await drawPlain(64, 64, 'red').png().toBuffer());
  await upload(
    server,
    '/photo.png',
    await sharp(await readPhotograph())
      .resize(200)
      .png()
      .toBuffer(),
  );
});
afterAll(() => server.stop());

const from = (address: string) => ({ 'x-forwarded-for': address });

describe('a budget of new renditions', () => {
  const spend = async (address: string, sides: readonly number[]) => {
    const answers = [];
    for (const side of sides) answers.push(await deliver(server, `/tr:w-${side}/photo.jpg`, from(address)));
    return answers;
  };

  it('is one address’s own; what is there already is free', async () => {
    const all = [11, 12, 13, 14, 15, 16, 17, 18, 19];
    const answers = await spend('203.0.113.1', all);
    const refused = answers.findIndex(({ status }) => status === 429);
    expect(refused).toBeGreaterThanOrEqual(3);
    expect(answers[refused]?.headers).toMatchObject({
      'cache-control': 'no-store',
      'retry-after': expect.stringMatching(/^[1-9]\d*$/),
      'ik-error': 'ELIMIT - too many new renditions for one address',
    });
    const kept = await spend('203.0.113.1', [11, 12, 11, 12, 11, 12]);
    expect(kept.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    expect((await spend('203.0.113.2', [21]))[0]?.status).toBe(200);
  });

  it('is one for a whole network of IPv6', async () => {
    const sides = [31, 32, 33, 34, 35, 36, 37, 38, 39];
    const answers = [];
    for (const side of sides) answers.push(...(await spend(`2001:db8:0:1::${side}`, [side])));
    expect(answers.some(({ status }) => status === 429)).toBe(true);
    expect((await spend('2001:db8:0:2::1', [40]))[0]?.status).toBe(200);
  });
});

describe('a long URL', () => {
  it('is 414 beyond the limit', async () => {
    const path = (length: number) => `/photo.jpg?v=${'x'.repeat(length - '/demo/photo.jpg?v='.length)}`;
    expect((await deliver(server, path(8192))).status).toBe(200);
    const answer = await deliver(server, path(8193));
    expect([answer.status, answer.text, answer.headers['ik-error']]).toEqual([
      414,
      'URI Too Long',
      'ELIMIT - The URL has more than 8192 bytes',
    ]);
  });
});

/** Spec delivery §7.2, O14. */
describe('an opaque PNG, for a client without WebP', () => {
  it.each([
    ['/flat.png', 'image/png'],
    ['/photo.png', 'image/jpeg'],
  ])('%s comes as %s: whichever is the smaller', async (path, type) => {
    const answer = await deliver(server, path, from('203.0.113.3'));
    expect(answer.headers['content-type']).toBe(type);
    const other = type === 'image/png' ? 'jpg' : 'png';
    const forced = await deliver(server, `/tr:f-${other}${path}`, from('203.0.113.4'));
    expect(answer.bytes.length).toBeLessThan(forced.bytes.length);
  });
});

describe('what the server suggests', () => {
  it.each([{ CALOTYPE_RESTRICT_UNNAMED: true }, { CALOTYPE_ALLOWED_WIDTHS: '100' }])(
    'is never refused: %j',
    async (settings) => {
      const strict = await startServer(settings);
      await upload(strict, '/photo.png', await drawPlain(64, 48, 'red').png().toBuffer());
      const page = await ask(strict.url, '/');
      const links = [...page.text.matchAll(/(?:src|href)="http:\/\/[^/]+(\/demo\/[^"]*)"/g)];
      expect(links.length).toBeGreaterThan(1);
      for (const [, path = ''] of links)
        expect([path, (await ask(strict.url, path)).status]).toEqual([path, 200]);
      await strict.stop();
    },
  );
});
