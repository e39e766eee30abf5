import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSeeded } from '../endurance/seeded.ts';
import { call, upload } from '../support/api.ts';
import { type Answer, ask } from '../support/ask.ts';
import { deliver } from '../support/delivery.ts';
import { drawCoordinates, drawing } from '../support/pictures.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

const settings = { CALOTYPE_SAVE_DATA: true, CALOTYPE_MAX_SIZE_MOBILE: '80x80', CALOTYPE_AUTO_AVIF: true };

/** Every combination of what an answer may depend on, and of what it may not. */
const choices: Readonly<Record<string, readonly (string | undefined)[]>> = {
  accept: [undefined, 'image/webp', 'image/avif,image/webp'],
  'accept-encoding': [undefined, 'br', 'gzip'],
  'sec-ch-width': [undefined, '120'],
  'sec-ch-dpr': [undefined, '2'],
  'save-data': [undefined, 'on'],
  'sec-ch-ua-mobile': [undefined, '?1'],
  'accept-language': ['de'],
};

type Headers = Record<string, string>;

function combinations(): Headers[] {
  return Object.entries(choices).reduce<Headers[]>(
    (all, [name, values]) =>
      all.flatMap((headers) =>
        values.map((value) => (value === undefined ? headers : { ...headers, [name]: value })),
      ),
    [{}],
  );
}

const paths = ['/a.png', '/tr:w-auto/a.png', '/tr:w-30,dpr-auto,f-png/a.png', '/drawing.svg', '/notes.txt'];

/** A shared cache (RFC 9111 §4.1): what it has, it hands to whoever is the same in the headers of `Vary`. */
function createSharedCache(server: RunningServer) {
  const kept: { readonly path: string; readonly headers: Headers; readonly answer: Answer }[] = [];
  return async (path: string, headers: Headers) => {
    const hit = kept.find(
      (entry) =>
        entry.path === path &&
        (entry.answer.headers.vary ?? '')
          .toLowerCase()
          .split(', ')
          .every((name) => entry.headers[name] === headers[name]),
    );
    if (hit !== undefined) return hit.answer;
    const answer = await ask(server.url, `/demo${path}`, { headers });
    kept.push({ path, headers, answer });
    return answer;
  };
}

async function fill(server: RunningServer): Promise<void> {
  await upload(server, '/a.png', await drawCoordinates(160, 120).png().toBuffer());
  await upload(server, '/drawing.svg', drawing.replace('</svg>', `${'<g></g>'.repeat(99)}</svg>`));
  await upload(server, '/notes.txt', 'a line\n'.repeat(99));
}

describe('what a cache in front keeps', () => {
  it('is what a server that has just started would answer, whoever asks', async () => {
    const [used, fresh] = await Promise.all([startServer(settings), startServer(settings)]);
    await Promise.all([fill(used), fill(fresh)]);
    const cached = createSharedCache(used);
    const shape = ({ status, headers, bytes }: Answer) => ({
      status,
      type: headers['content-type'],
      coding: headers['content-encoding'],
      dpr: headers['content-dpr'],
      vary: headers.vary,
      bytes: bytes.toString('base64'),
    });
    const all = combinations();
    for (const path of paths)
      for (const headers of all) {
        const expected = shape(await ask(fresh.url, `/demo${path}`, { headers }));
        expect(shape(await cached(path, headers)), `${path} ${JSON.stringify(headers)}`).toEqual(expected);
      }
    await Promise.all([used.stop(), fresh.stop()]);
  });
});

describe('a private file', () => {
  let server: RunningServer;
  const open = 'the open file';
  const secret = 'the secret file';

  beforeAll(async () => {
    server = await startServer({ CALOTYPE_LENIENT: true });
    await upload(server, '/open.txt', open);
    await upload(server, '/f/secret.txt', secret, { isPrivateFile: true });
    await upload(server, '/f/secret.svg', `<svg xmlns="http://www.w3.org/2000/svg"><!--${secret}--></svg>`, {
      isPrivateFile: true,
    });
    const named = { name: 'all', transformation: 'orig-true' };
    expect((await call(server, 'POST', '/v1/named-transformations', named)).status).toBe(201);
  });
  afterAll(() => server.stop());

  it('is not to be had by any of 10,000 spellings of its URL', async () => {
    const { pick, integer } = createSeeded('private files');
    const some = (values: readonly string[]) => Array.from({ length: integer(0, 3) }, () => pick(values));
    const segments = [
      '',
      '/',
      'tr:orig-true/',
      'tr:n-all/',
      'tr:w-9/',
      'tr:/',
      'tr:di-@@f@@secret.txt/',
      'ik-seo/',
      '%2e/',
      './',
      '../demo/',
      'f/../',
      '//',
      'open.txt/',
      'tr:l-image,i-f@@secret.txt,l-end/',
    ];
    const files = [
      'f/secret.txt',
      'f/secret.svg',
      'f%2Fsecret.txt',
      'F/secret.txt',
      'f/secret%2etxt',
      'f/secret.txt/',
      'f/secret/x.txt',
      'f/secret.txt/ik-thumbnail.jpg',
      'f//secret.svg',
      'missing.txt',
      'f/%73ecret.txt',
      'f\\secret.txt',
    ];
    const queries = [
      '',
      'tr=orig-true',
      'tr=n-all',
      'tr=di-f@@secret.txt',
      'ik-s=',
      'ik-s=0000',
      'ik-t=9999999999',
      'ik-debug=true',
      'ik-sanitizeSvg=true',
      'ik-attachment=true',
      'ik-obj-version=',
      'v=1',
      'tr=w-9:n-all',
      '#',
      'ik-s',
      'tr=l-text,i-a,l-end',
    ];
    const headers: Headers[] = [
      {},
      { range: 'bytes=0-3' },
      { 'if-none-match': '*' },
      { 'accept-encoding': 'br' },
      { authorization: 'Basic Og==' },
      { 'x-original-url': '/open.txt' },
      { accept: 'image/webp' },
    ];
    const once = async () => {
      const path = `${some(segments).join('')}${pick(files)}`;
      const query = some(queries).join('&');
      const url = `/${path}?${query}`;
      const answer = await deliver(server, url, pick(headers), pick(['GET', 'HEAD']));
      const told = `${url} ${answer.status} ${answer.text}`;
      expect(answer.status, told).not.toBe(206);
      expect(answer.status, told).toBeLessThan(500);
      expect(answer.text, told).not.toContain(secret);
    };
    for (let round = 0; round < 100; round += 1) await Promise.all(Array.from({ length: 100 }, once));
  });
});
