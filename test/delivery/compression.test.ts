import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, upload } from '../support/api.ts';
import { deliver } from '../support/delivery.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

let server: RunningServer;

const text = 'Ein Satz, der sich über die Maßen oft wiederholt.\n'.repeat(400);
const long = text.repeat(20);
const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">${'<g><rect width="3" height="3"/></g>'.repeat(99)}</svg>`;
const hostile = svg.replace('</svg>', '<script>alert(1)</script></svg>');

beforeAll(async () => {
  server = await startServer({ CALOTYPE_COMPRESS_MAX_BYTES: 100_000 });
  const files = {
    '/notes.txt': text,
    '/style.css': text,
    '/data.json': JSON.stringify(text),
    '/drawing.svg': svg,
    '/hostile.svg': hostile,
    '/long.txt': long,
    '/tiny.txt': 'tiny',
    '/wrong.txt': Buffer.concat([Buffer.from(long), Buffer.from([0xe4, 0xf6, 0xfc])]),
  };
  for (const [path, content] of Object.entries(files)) await upload(server, path, content);
});
afterAll(() => server.stop());

const undo = { br: brotliDecompressSync, gzip: gunzipSync, zstd: zstdDecompressSync };
const get = (path: string, coding: string, headers = {}) =>
  deliver(server, path, { 'accept-encoding': coding, ...headers });

/** Spec delivery §14.5. */
describe('a text', () => {
  it.each<[string, keyof typeof undo | undefined]>([
    ['br', 'br'],
    ['gzip', 'gzip'],
    ['zstd', 'zstd'],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, zstd', 'zstd'],
    ['x-gzip', 'gzip'],
    ['BR', 'br'],
    ['*', 'br'],
    ['br;q=0, *', 'zstd'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['gzip;q=1, br;q=0.2', 'gzip'],
    ['identity, br;q=0.5', undefined],
    ['identity;q=0.1, gzip;q=0.5', 'gzip'],
    ['deflate', undefined],
    ['br;q=0', undefined],
    ['', undefined],
    ['nonsense;;;q', undefined],
  ])('for a client that takes %j comes as %s', async (accepted, coding) => {
    const { status, headers, bytes } = await get('/notes.txt', accepted);
    expect([status, headers['content-encoding']]).toEqual([200, coding]);
    expect(headers['content-length']).toBe(String(bytes.length));
    expect((coding === undefined ? bytes : undo[coding](bytes)).toString()).toBe(text);
    expect(headers.vary).toBe('Accept-Encoding');
    if (coding !== undefined) expect(bytes.length).toBeLessThan(text.length / 10);
  });

  it.each(['/style.css', '/data.json', '/drawing.svg', '/hostile.svg?ik-sanitizeSvg=true'])(
    'of another kind as well: %s',
    async (path) => {
      const [plain, coded] = [await get(path, 'identity'), await get(path, 'gzip')];
      expect(gunzipSync(coded.bytes)).toEqual(plain.bytes);
      expect(coded.headers['content-encoding']).toBe('gzip');
      expect(coded.headers['content-type']).toBe(plain.headers['content-type']);
      expect(coded.headers['content-security-policy']).toBe(plain.headers['content-security-policy']);
    },
  );

  it('is compressed once, and kept', async () => {
    const tier = async () => (await get('/style.css', 'br')).headers['server-timing'];
    await tier();
    expect(await tier()).toContain('cache;desc=memory');
  });

  it('beyond the limit is compressed as it flows', async () => {
    for (const coding of ['br', 'gzip', 'zstd'] as const) {
      const { status, headers, bytes } = await get('/long.txt', coding);
      expect([status, headers['content-encoding'], headers['content-length']]).toEqual([
        200,
        coding,
        undefined,
      ]);
      expect(undo[coding](bytes).toString()).toBe(long);
      const head = await deliver(server, '/long.txt', { 'accept-encoding': coding }, 'HEAD');
      expect([head.headers.etag, head.bytes.length]).toEqual([headers.etag, 0]);
    }
  });

  it('that is tiny stays as it is, and pictures do', async () => {
    expect((await get('/tiny.txt', 'br')).headers['content-encoding']).toBeUndefined();
    const picture = await get('/tr:f-png/drawing.svg', 'br');
    expect([picture.headers['content-encoding'], picture.headers.vary]).toEqual([undefined, undefined]);
  });

  it('has another entity tag in every coding, and each validates its own', async () => {
    const codings = ['identity', 'br', 'gzip', 'zstd'];
    const etags = await Promise.all(
      codings.map(async (coding) => (await get('/notes.txt', coding)).headers.etag),
    );
    expect(new Set(etags).size).toBe(codings.length);
    for (const [index, coding] of codings.entries()) {
      const answers = etags.map((etag) => get('/notes.txt', coding, { 'if-none-match': etag }));
      const statuses = (await Promise.all(answers)).map(({ status }) => status);
      expect(statuses).toEqual(codings.map((_, other) => (other === index ? 304 : 200)));
    }
  });

  it('in part is a part of the text as it is', async () => {
    const { headers: whole } = await get('/notes.txt', 'identity');
    const part = await get('/notes.txt', 'br', { range: 'bytes=0-9' });
    expect([part.status, part.headers['content-encoding'], part.headers.etag]).toEqual([
      206,
      undefined,
      whole.etag,
    ]);
    expect(part.bytes.toString()).toBe(text.slice(0, 10));
  });

  it('says that it is UTF-8 when it is, to its last byte', async () => {
    const typeOf = async (path: string) => (await get(path, 'br')).headers['content-type'];
    expect(await typeOf('/notes.txt')).toBe('text/plain; charset=utf-8');
    expect(await typeOf('/style.css')).toBe('text/css; charset=utf-8');
    expect(await typeOf('/wrong.txt')).toBe('text/plain');
    expect(await typeOf('/data.json')).toBe('application/json');
  });

  it('is found after a purge', async () => {
    const made = await call(server, 'POST', '/v1/files/purge', { url: `${server.endpoint}/notes.txt` });
    expect(made.status).toBe(201);
    expect(brotliDecompressSync((await get('/notes.txt', 'br')).bytes).toString()).toBe(text);
  });
});
