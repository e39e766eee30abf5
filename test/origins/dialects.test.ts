import { createVerify, generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Origin } from '../../src/domain/origin.ts';
import { createAkeneoCatalogue } from '../../src/origin/akeneo-catalogue.ts';
import { createAzureContainer } from '../../src/origin/azure-container.ts';
import { createGoogleBucket } from '../../src/origin/google-bucket.ts';
import { createWebFolder } from '../../src/origin/web-folder.ts';
import { type WatchedOrigin, watchOrigin } from '../support/watched-origin.ts';
import { makeTools, request, whole } from './tools.ts';

let server: WatchedOrigin;
const tools = makeTools();
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
let tokens: number;

beforeAll(async () => {
  server = await watchOrigin();
});
afterAll(() => server.close());
beforeEach(() => {
  tokens = 0;
});

/** Lends tokens that hold until the next one is lent, for as long as it says. */
function lendTokens(path: string, seconds = 3600, bodies: string[] = []): string[] {
  server.answer(path, (asked, response) => {
    let body = '';
    asked.on('data', (piece) => {
      body += piece;
    });
    asked.on('end', () => {
      bodies.push(body);
      tokens += 1;
      response.end(JSON.stringify({ access_token: `token-${tokens}`, expires_in: seconds }));
    });
  });
  return bodies;
}

function guard(path: string, file: string, headers = {}): void {
  server.answer(path, (asked, response) => {
    if (asked.headers.authorization === `Bearer token-${tokens}`) response.writeHead(200, headers).end(file);
    else response.writeHead(401).end();
  });
}

const refusal = (code: string) =>
  expect.objectContaining({ code: 'not_found', reason: expect.stringMatching(`^${code} - `) });

describe('Google Cloud Storage', () => {
  const place = {
    type: 'GCS',
    bucket: 'pictures',
    prefix: '/shop/',
    clientEmail: 'reader@project.example',
    privateKey: pem,
  } as const;
  const open = (more = {}): Origin =>
    createGoogleBucket({ ...place, ...more }, tools, {
      storageUrl: server.url,
      tokenUrl: `${server.url}/token`,
    });

  it('is asked with a token for the service account', async () => {
    const bodies = lendTokens('/token');
    guard('/pictures/shop/a/cat%20%26.txt', 'meow', {
      'x-goog-meta-isprivatefile': 'true',
      etag: '"7"',
      'content-length': 4,
    });
    const answer = await whole(await open().open('/a/cat &.txt', request()));
    expect(answer).toMatchObject({
      kind: 'file',
      body: 'meow',
      isPrivate: true,
      sizeBytes: 4,
      validators: { etag: '"7"' },
    });
    const form = new URLSearchParams(bodies[0]);
    expect(form.get('grant_type')).toBe('urn:ietf:params:oauth:grant-type:jwt-bearer');
    const [head = '', claim = '', signature = ''] = (form.get('assertion') ?? '').split('.');
    expect(
      createVerify('RSA-SHA256').update(`${head}.${claim}`).verify(publicKey, signature, 'base64url'),
    ).toBe(true);
    expect(JSON.parse(Buffer.from(claim, 'base64url').toString())).toMatchObject({
      iss: 'reader@project.example',
      aud: `${server.url}/token`,
      scope: 'https://www.googleapis.com/auth/devstorage.read_only',
    });
  });

  it('lends one token for many files, and another when that is refused or has run out', async () => {
    lendTokens('/token');
    guard('/pictures/shop/a.txt', 'a');
    const bucket = open();
    for (let count = 0; count < 3; count += 1) await whole(await bucket.open('/a.txt', request()));
    expect(tokens).toBe(1);
    tokens = 7;
    await whole(await bucket.open('/a.txt', request()));
    expect(tokens).toBe(8);
    lendTokens('/token', 30);
    const shortLived = open();
    for (let count = 0; count < 2; count += 1) await whole(await shortLived.open('/a.txt', request()));
    expect(tokens).toBe(10);
  });

  it('takes a key with escaped line ends, and says when a key is none', async () => {
    lendTokens('/token');
    guard('/pictures/shop/a.txt', 'a');
    const escaped = open({ privateKey: pem.replaceAll('\n', '\\n') });
    expect(await whole(await escaped.open('/a.txt', request()))).toMatchObject({ body: 'a' });
    await expect(open({ privateKey: 'no key' }).open('/a.txt', request())).rejects.toEqual(refusal('EACCES'));
  });

  it.each([
    ['/refused', 'EACCES'],
    ['/nonsense', 'EACCES'],
  ])('says that it was refused a token at %s', async (path, code) => {
    server.answer('/refused', (_, response) => response.writeHead(400).end('{"error":"invalid_grant"}'));
    server.answer('/nonsense', (_, response) => response.end('<html>'));
    const bucket = createGoogleBucket(place, tools, { storageUrl: server.url, tokenUrl: server.url + path });
    await expect(bucket.open('/a.txt', request())).rejects.toEqual(refusal(code));
  });
});

describe('Azure Blob Storage', () => {
  const place = {
    type: 'AZURE_BLOB',
    container: 'media',
    accountName: 'acme',
    prefix: 'p',
    sasToken: '?sv=2024&sig=a%2Bb',
  } as const;

  it('is asked with the signature in the query', async () => {
    server.put('/media/p/a%20b.txt?sv=2024&sig=a%2Bb', 'blob', { 'x-ms-meta-isprivatefile': 'True' });
    const answer = await createAzureContainer(place, tools, server.url).open('/a b.txt', request());
    expect(await whole(answer)).toMatchObject({ body: 'blob', isPrivate: true });
    expect(server.requests.at(-1)?.headers).toMatchObject({
      'x-ms-version': '2021-12-02',
      'x-req-from': 'imagekit',
    });
  });

  it('says that there is none, and that it was refused', async () => {
    const container = createAzureContainer(place, tools, server.url);
    expect(await container.open('/none.txt', request())).toEqual({ kind: 'missing' });
    server.answer('/media/p/no.txt?sv=2024&sig=a%2Bb', (_, response) => response.writeHead(403).end());
    await expect(container.open('/no.txt', request())).rejects.toEqual(refusal('EACCES'));
  });
});

describe('Akeneo PIM', () => {
  it('is asked for the media file of a code, with a token for user and client', async () => {
    const bodies = lendTokens('/pim/api/oauth/v1/token');
    guard('/pim/api/rest/v1/media-files/a/b/c_cat%20x.jpg/download', 'photo');
    const catalogue = createAkeneoCatalogue(
      {
        type: 'AKENEO_PIM',
        baseUrl: `${server.url}/pim/`,
        clientId: 'id',
        clientSecret: 's',
        username: 'u',
        password: 'p',
      },
      tools,
    );
    expect(await whole(await catalogue.open('/a/b/c_cat x.jpg', request()))).toMatchObject({ body: 'photo' });
    expect(JSON.parse(bodies[0] ?? '')).toEqual({ grant_type: 'password', username: 'u', password: 'p' });
    const asked = server.requests.find(({ url }) => url === '/pim/api/oauth/v1/token');
    expect(asked?.headers.authorization).toBe(`Basic ${btoa('id:s')}`);
  });
});

describe('a web folder', () => {
  const folder = (more = {}) =>
    createWebFolder(
      { type: 'WEB_FOLDER', baseUrl: `${server.url}/img`, forwardHostHeaderToOrigin: true, ...more },
      tools,
    );

  it('is asked whether what is known has changed', async () => {
    server.put('/img/a.txt', 'a', {
      'cache-control': 'max-age=5',
      age: '2',
      'last-modified': 'Sun, 01 Mar 2026 12:00:00 GMT',
    });
    const first = await folder().open('/a.txt', request());
    expect(await whole(first)).toMatchObject({ caching: { cacheControl: 'max-age=5', age: '2' } });
    const known = first.kind === 'file' ? first.validators : {};
    expect(known.lastModified).toBe('Sun, 01 Mar 2026 12:00:00 GMT');
    expect(await folder().open('/a.txt', request({ known }))).toEqual({
      kind: 'unchanged',
      caching: { cacheControl: 'max-age=5', age: '2' },
    });
  });

  it('tells the host of the visitor to its own server alone', async () => {
    const other = await watchOrigin();
    other.put('/moved.txt', 'there');
    server.answer('/img/moved.txt', (_, response) =>
      response.writeHead(302, { location: `${other.url}/moved.txt` }).end(),
    );
    expect(await whole(await folder().open('/moved.txt', request({ host: 'shop.example' })))).toMatchObject({
      body: 'there',
    });
    expect(server.requests.at(-1)?.headers.host).toBe('shop.example');
    expect(other.requests[0]?.headers.host).toBe(new URL(other.url).host);
    await other.close();
  });

  it('ends a body that is longer than it may be', async () => {
    server.answer('/img/long.txt', (_, response) => {
      response.write('x'.repeat(2000));
      response.end();
    });
    const answer = await folder().open('/long.txt', request({ maxBytes: 1000 }));
    await expect(whole(answer)).rejects.toMatchObject({ code: 'too_large' });
    server.put('/img/told.txt', 'x'.repeat(2000), { 'content-length': 2000 });
    const told = folder().open('/told.txt', request({ maxBytes: 1000 }));
    await expect(told).rejects.toMatchObject({ code: 'too_large' });
  });

  it('is not climbed out of by redirects without end', async () => {
    server.answer('/img/loop.txt', (_, response) => response.writeHead(302, { location: 'loop.txt' }).end());
    await expect(folder().open('/loop.txt', request())).rejects.toEqual(refusal('UNIDENTIFIED'));
  });
});
