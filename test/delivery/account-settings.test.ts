import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { signText } from '../../src/access/signed-url.ts';
import { basic, call, upload } from '../support/api.ts';
import type { Answer } from '../support/ask.ts';
import { accepts, deliver } from '../support/delivery.ts';
import { createPair } from '../support/keys.ts';
import { drawCoordinates, readPhotograph } from '../support/pictures.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

let server: RunningServer;
let defaults: Record<string, unknown>;

const path = '/v1/settings/delivery';

beforeAll(async () => {
  server = await startServer({
    CALOTYPE_QUALITY: 70,
    CALOTYPE_TRUSTED_PROXIES: '127.0.0.0/8,::1/128',
    CALOTYPE_COUNTRY_HEADER: 'X-Country',
  });
  const photograph = await sharp(await readPhotograph())
    .resize(400)
    .withMetadata()
    .jpeg()
    .toBuffer();
  await upload(server, '/photo.jpg', photograph);
  await upload(server, '/graph.png', await drawCoordinates(600, 300).png().toBuffer());
  defaults = (await call(server, 'GET', path)).json();
});
afterEach(async () => {
  const reset = Object.fromEntries(
    [...Object.keys(defaults), 'maxSize', 'maxSizeMobile', 'restrictUnsignedVideos'].map((name) => [
      name,
      null,
    ]),
  );
  expect((await call(server, 'PATCH', path, reset)).json()).toEqual(defaults);
});
afterAll(() => server.stop());

async function set(change: object): Promise<void> {
  const answer = await call(server, 'PATCH', path, change);
  expect([answer.status, answer.json()]).toEqual([200, { ...defaults, ...change }]);
}

const get = (url: string, headers = {}) => deliver(server, url, headers);
const sizeOf = async ({ bytes }: Answer) => {
  const { width, height } = await sharp(bytes).metadata();
  return `${width}×${height}`;
};

describe('the delivery settings', () => {
  it('begin as the environment says, and are whole', () => {
    expect(defaults).toMatchObject({
      autoFormat: true,
      autoAvif: false,
      limitQuality: true,
      quality: 70,
      restrictUnsigned: 'none',
      blockedIps: [],
      countryRule: 'off',
    });
  });

  it('are for standard keys alone', async () => {
    const restricted = await createPair(server, ['--media', 'write', '--account', 'write']);
    for (const method of ['GET', 'PATCH']) {
      const body = method === 'GET' ? undefined : {};
      const answer = await call(server, method, path, body, basic(restricted.privateKey));
      expect([method, answer.status]).toEqual([method, 403]);
    }
    expect((await call(server, 'GET', path, undefined, { authorization: '' })).status).toBe(401);
  });

  it.each<[string, object, string]>([
    ['an unknown one', { qualty: 5 }, 'qualty is not a delivery setting'],
    ['a wrong kind', { quality: '80' }, 'Your request contains invalid value for quality parameter.'],
    ['a wrong number', { quality: 0 }, 'Your request contains invalid value for quality parameter.'],
    [
      'no address',
      { blockedIps: ['10.0.0.256'] },
      'blockedIps: 10.0.0.256 is neither an IPv4 address nor a range of them.',
    ],
    ['IPv6', { blockedIps: ['::1'] }, 'blockedIps: ::1 is neither an IPv4 address nor a range of them.'],
    [
      'a URL for a host',
      { referrers: ['https://a.test/'] },
      'referrers: https://a.test/ is not the name of a host.',
    ],
    ['a wildcard', { referrers: ['*.a test'] }, 'referrers: *.a test is not the name of a host.'],
    [
      'too many user agents',
      { blockedUserAgents: Array(11).fill('bot') },
      'Your request contains invalid value for blockedUserAgents parameter.',
    ],
    [
      'too many addresses',
      { blockedIps: Array(101).fill('10.0.0.1') },
      'Your request contains invalid value for blockedIps parameter.',
    ],
    [
      'too many referrers',
      { referrers: Array(31).fill('a.test') },
      'Your request contains invalid value for referrers parameter.',
    ],
  ])('refuse %s', async (_, change, message) => {
    const answer = await call(server, 'PATCH', path, change);
    expect([answer.status, answer.json().message]).toEqual([400, message]);
  });

  it('outlive a restart', async () => {
    const first = await startServer();
    expect((await call(first, 'PATCH', path, { quality: 33, autoAvif: true })).status).toBe(200);
    await first.stop({ keepData: true });
    const keys = { CALOTYPE_PUBLIC_KEY: first.publicKey, CALOTYPE_PRIVATE_KEY: first.privateKey };
    const second = await startServer({ ...keys, CALOTYPE_DATA: first.dataFolder, CALOTYPE_QUALITY: 50 });
    expect((await call(second, 'GET', path)).json()).toMatchObject({ quality: 33, autoAvif: true });
    const back = await call(second, 'PATCH', path, { quality: null });
    expect(back.json()).toMatchObject({ quality: 50, autoAvif: true });
    await second.stop();
  });
});

/** Spec delivery §7.1, §8, §9. */
describe('a setting counts from its answer on', () => {
  it.each<[string, object, string, string, string]>([
    ['F3', { autoAvif: true }, '/tr:w-90/photo.jpg', accepts.avif, 'image/avif'],
    ['F25', { autoFormat: false }, '/tr:w-91/photo.jpg', accepts.avif, 'image/jpeg'],
    ['F26', { autoFormat: false }, '/tr:w-92,f-auto/photo.jpg', accepts.avif, 'image/webp'],
    [
      'a kept profile',
      { autoAvif: true, keepProfile: true },
      '/tr:w-93/photo.jpg',
      accepts.avif,
      'image/webp',
    ],
  ])('%s: %j', async (_, change, url, accept, type) => {
    await get(url, { accept });
    await set(change);
    expect((await get(url, { accept })).headers['content-type']).toBe(type);
  });

  it('quality: lower, and not at all', async () => {
    const sizes = [];
    for (const change of [{ quality: 20 }, { quality: 70 }, { limitQuality: false }]) {
      await set(change);
      sizes.push((await get('/tr:w-300/photo.jpg')).bytes.length);
      await set({
        ...change,
        ...Object.fromEntries(Object.keys(change).map((name) => [name, defaults[name]])),
      });
    }
    expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
    expect(new Set(sizes).size).toBe(3);
  });

  it('metadata and profile', async () => {
    await set({ keepMetadata: true });
    const kept = await sharp((await get('/tr:w-94/photo.jpg')).bytes).metadata();
    expect([kept.exif !== undefined, kept.icc !== undefined]).toEqual([true, true]);
    const without = await sharp((await get('/tr:w-94,md-false/photo.jpg')).bytes).metadata();
    expect(without.exif).toBeUndefined();
  });

  it('chroma, progression and palettes', async () => {
    await set({ chromaSubsampling: '4:4:4', progressive: false, pngMode: 'palette' });
    const jpeg = await sharp((await get('/tr:w-95,f-jpg/photo.jpg')).bytes).metadata();
    expect(jpeg).toMatchObject({ chromaSubsampling: '4:4:4', isProgressive: false });
    const asked = await sharp((await get('/tr:w-95,f-jpg,pr-true/photo.jpg')).bytes).metadata();
    expect(asked.isProgressive).toBe(true);
    const png = await sharp((await get('/tr:w-95,f-png/photo.jpg')).bytes).metadata();
    expect(png.isPalette).toBe(true);
    const lossless = await sharp((await get('/tr:w-95,f-png,lo-true/photo.jpg')).bytes).metadata();
    expect(lossless.isPalette).toBeFalsy();
  });

  it('the largest size, for URLs that name no side', async () => {
    await set({ maxSize: { width: 200, height: 200 } });
    expect(await sizeOf(await get('/graph.png'))).toBe('200×100');
    expect(await sizeOf(await get('/tr:rt-90/graph.png'))).toBe('100×200');
    expect(await sizeOf(await get('/tr:w-500/graph.png'))).toBe('500×250');
    expect(await sizeOf(await get('/tr:orig-true/graph.png'))).toBe('600×300');
  });

  it('another for phones, which a cache is told', async () => {
    await set({ maxSizeMobile: { width: 100, height: 100 } });
    const phone = await get('/graph.png', { 'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0)' });
    const hinted = await get('/graph.png', { 'sec-ch-ua-mobile': '?1' });
    const desk = await get('/graph.png', { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64)' });
    expect(await Promise.all([phone, hinted, desk].map(sizeOf))).toEqual(['100×50', '100×50', '600×300']);
    for (const { headers } of [phone, desk])
      expect(headers.vary).toBe('Accept, Sec-CH-UA-Mobile, User-Agent');
  });

  it('Save-Data lowers the quality that nobody has named', async () => {
    const saving = { 'save-data': 'on' };
    const [before, ignored] = [await get('/tr:w-96/photo.jpg'), await get('/tr:w-96/photo.jpg', saving)];
    expect([ignored.bytes.equals(before.bytes), ignored.headers.vary]).toEqual([true, 'Accept']);
    await set({ saveData: true });
    const [plain, saved] = [await get('/tr:w-96/photo.jpg'), await get('/tr:w-96/photo.jpg', saving)];
    expect(saved.bytes.length).toBeLessThan(plain.bytes.length);
    expect(await sizeOf(saved)).toBe(await sizeOf(plain));
    for (const { headers } of [plain, saved]) expect(headers.vary).toBe('Accept, Save-Data');
    const named = await get('/tr:w-96,q-60/photo.jpg');
    expect((await get('/tr:w-96,q-60/photo.jpg', saving)).bytes).toEqual(named.bytes);
  });

  it('what counts as Accept, for a user agent', async () => {
    await set({ acceptOverrides: [{ userAgent: 'oldphone', accept: 'image/webp' }] });
    const old = await get('/tr:w-97/photo.jpg', { 'user-agent': 'OldPhone/1.0' });
    const other = await get('/tr:w-97/photo.jpg', { 'user-agent': 'Other' });
    expect([old, other].map(({ headers }) => [headers['content-type'], headers.vary])).toEqual([
      ['image/webp', 'Accept, User-Agent'],
      ['image/jpeg', 'Accept, User-Agent'],
    ]);
  });

  it('signatures and names (P2, P4, P12)', async () => {
    await set({ restrictUnsigned: 'all' });
    expect((await get('/tr:w-98/photo.jpg')).status).toBe(401);
    await set({ restrictUnsigned: 'ai' });
    expect((await get('/tr:w-98/photo.jpg')).status).toBe(200);
    expect((await get('/tr:e-dropshadow/photo.jpg')).status).toBe(401);
    await call(server, 'PATCH', path, { restrictUnsigned: null, restrictUnnamed: true });
    expect((await get('/tr:w-98/photo.jpg')).status).toBe(400);
    expect((await get('/tr:n-ik_ml_thumbnail/photo.jpg')).status).toBe(200);
  });

  it.each([
    ['pictures alone', { restrictUnsigned: 'all', restrictUnsignedVideos: 'none' }, [401, 401, 200, 401]],
    ['all but pictures', { restrictUnsigned: 'none', restrictUnsignedVideos: 'all' }, [200, 200, 401, 401]],
    [
      'models at work on pictures',
      { restrictUnsigned: 'ai', restrictUnsignedVideos: 'none' },
      [200, 401, 200, 404],
    ],
    ['all, where videos have no rule', { restrictUnsigned: 'all' }, [401, 401, 401, 401]],
  ])('signatures for %s', async (_, change, expected) => {
    await upload(server, '/notes.txt', Buffer.from('salt and silver'), { isPublished: true });
    await set(change);
    const urls = ['/photo.jpg', '/tr:e-dropshadow/photo.jpg', '/notes.txt', '/none.jpg'];
    const answers = await Promise.all(urls.map((url) => get(url)));
    expect(answers.map(({ status }) => status)).toEqual(expected);
    const signature = signText('notes.txt', server.privateKey);
    expect((await get(`/notes.txt?ik-s=${signature}`)).status).toBe(200);
  });

  it('a default image only to those who may know that the file is missing', async () => {
    await set({ restrictUnsigned: 'none', restrictUnsignedVideos: 'all' });
    expect((await get('/tr:di-photo.jpg/none.mp4')).status).toBe(401);
  });

  it('listed sizes, for what a stranger writes', async () => {
    await set({ allowedWidths: [100, 200], allowedHeights: [50] });
    const status = async (url: string) => (await get(url)).status;
    for (const wish of ['w-100', 'w-200,h-50', 'h-50', 'w-auto', 'rt-90', 'n-ik_ml_thumbnail'])
      expect([wish, await status(`/tr:${wish}/photo.jpg`)]).toEqual([wish, 200]);
    for (const wish of [
      'w-101',
      'h-51',
      'w-0.5',
      'w-iw_div_2',
      'w-100:w-99',
      'l-image,i-photo.jpg,w-7,l-end',
    ])
      expect([wish, await status(`/tr:${wish}/photo.jpg`)]).toEqual([wish, 400]);
    const answer = await get('/tr:w-101/photo.jpg');
    expect(answer.headers['ik-error']).toBe('ELIMIT - w can be one of 100, 200');
    const target = 'tr:w-101/photo.jpg';
    expect(await status(`/${target}?ik-s=${signText(target, server.privateKey)}`)).toBe(200);
  });
});

/** Spec delivery §13. */
describe('an access rule', () => {
  const from = (address: string) => ({ 'x-forwarded-for': address });
  it.each<[string, object, Record<string, string>, number]>([
    ['an address', { blockedIps: ['203.0.113.7'] }, from('203.0.113.7'), 403],
    ['another address', { blockedIps: ['203.0.113.7'] }, from('203.0.113.8'), 200],
    ['a range', { blockedIps: ['203.0.113.0/24'] }, from('203.0.113.200'), 403],
    ['IPv4 in IPv6', { blockedIps: ['203.0.113.7'] }, from('::ffff:203.0.113.7'), 403],
    [
      'what a stranger has put before it',
      { blockedIps: ['203.0.113.7'] },
      from('9.9.9.9, 203.0.113.7, 127.0.0.1'),
      403,
    ],
    ['nonsense for an address', { blockedIps: ['203.0.113.7'] }, from('unknown'), 200],
    ['an allowed country', { countryRule: 'allow', countries: ['DE'] }, { 'x-country': 'de' }, 200],
    [
      'a country that is not allowed',
      { countryRule: 'allow', countries: ['DE'] },
      { 'x-country': 'FR' },
      403,
    ],
    ['no country where some are allowed', { countryRule: 'allow', countries: ['DE'] }, {}, 403],
    ['a blocked country', { countryRule: 'block', countries: ['DE'] }, { 'x-country': 'DE' }, 403],
    ['no country where some are blocked', { countryRule: 'block', countries: ['DE'] }, {}, 200],
    [
      'an allowed site',
      { referrerRule: 'allow', referrers: ['a.test'] },
      { referer: 'https://a.test/x?y' },
      200,
    ],
    [
      'a site below it',
      { referrerRule: 'allow', referrers: ['a.test'] },
      { referer: 'https://www.a.test/' },
      403,
    ],
    ['no site where some are allowed', { referrerRule: 'allow', referrers: ['a.test'] }, {}, 403],
    [
      'no site where that is allowed',
      { referrerRule: 'allow', referrers: ['a.test'], allowMissingReferrer: true },
      {},
      200,
    ],
    [
      'a blocked site',
      { referrerRule: 'block', referrers: ['a.test'] },
      { referer: 'http://a.test:8080/' },
      403,
    ],
    ['nonsense for a site', { referrerRule: 'block', referrers: ['a.test'] }, { referer: 'a.test' }, 200],
    ['a user agent', { blockedUserAgents: ['scraper'] }, { 'user-agent': 'Big-SCRAPER/2' }, 403],
    ['another user agent', { blockedUserAgents: ['scraper'] }, { 'user-agent': 'Browser' }, 200],
  ])('%s: %j', async (_, change, headers, status) => {
    await set(change);
    for (const url of ['/tr:w-99/photo.jpg', '/photo.jpg'])
      expect((await get(url, headers)).status).toBe(status);
    if (status === 200) return;
    const refused = await get('/photo.jpg', { ...headers, 'if-none-match': '*' });
    expect([refused.status, refused.text, refused.headers]).toMatchObject([
      403,
      'Forbidden',
      { 'cache-control': 'no-store', 'ik-error': expect.stringMatching(/^EFORBIDDEN - /) },
    ]);
    expect((await get('/missing.jpg', headers)).status).toBe(403);
  });

  it('does not believe whom nobody trusts', async () => {
    const open = await startServer();
    await upload(open, '/a.txt', 'text');
    await call(open, 'PATCH', path, { blockedIps: ['203.0.113.7', '127.0.0.0/8'] });
    expect((await deliver(open, '/a.txt', from('203.0.113.9'))).status).toBe(403);
    await call(open, 'PATCH', path, { blockedIps: ['203.0.113.7'] });
    expect((await deliver(open, '/a.txt', from('203.0.113.7'))).status).toBe(200);
    await open.stop();
  });
});
