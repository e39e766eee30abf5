import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { call, upload } from '../support/api.ts';
import { deliver } from '../support/delivery.ts';
import { readPhotograph } from '../support/pictures.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

let server: RunningServer;

beforeAll(async () => {
  server = await startServer({ CALOTYPE_RESTRICT_UNNAMED: true });
  const photograph = await readPhotograph();
  await upload(server, '/public.jpg', photograph);
  await upload(server, '/secret.jpg', photograph, { isPrivateFile: true });
  for (const body of [
    { name: 'thumb', transformation: 'w-20' },
    { name: 'original', transformation: 'orig-true' },
    { name: 'off', transformation: 'w-20', enabled: false },
  ]) {
    expect((await call(server, 'POST', '/v1/named-transformations', body)).status).toBe(201);
  }
});
afterAll(() => server.stop());

function sign(rest: string): string {
  const signature = createHmac('sha1', server.privateKey).update(`${rest}9999999999`).digest('hex');
  return `/${rest}?ik-s=${signature}`;
}

/** Spec delivery §12.2. */
it.each<[string, () => string, number]>([
  ['P12', () => '/tr:w-100/public.jpg', 400],
  ['P12, of a private file', () => '/tr:w-100/secret.jpg', 400],
  ['P12, in the query', () => '/public.jpg?tr=w-100', 400],
  ['P12, beside a name', () => '/tr:n-thumb,w-100/public.jpg', 400],
  ['P12, after a name', () => '/tr:n-thumb:w-100/public.jpg', 400],
  ['P12, for the original', () => '/tr:orig-true/public.jpg', 400],
  ['P12, a default image alone', () => '/tr:di-@@public.jpg/public.jpg', 400],
  ['P13', () => '/tr:n-thumb/public.jpg', 200],
  ['P13, of a private file', () => '/tr:n-thumb/secret.jpg', 200],
  ['P13, but the original of a private file', () => '/tr:n-original/secret.jpg', 401],
  ['P13, two names', () => '/tr:n-thumb:n-ik_ml_thumbnail/public.jpg', 200],
  ['P13, the thumbnail of the library', () => '/tr:n-ik_ml_thumbnail/public.jpg', 200],
  ['P14', () => '/public.jpg', 200],
  ['P14, of a private file', () => '/secret.jpg', 401],
  ['P15', () => sign('tr:w-100/public.jpg'), 400],
  ['P15, of a private file', () => sign('tr:w-100/secret.jpg'), 400],
  ['a name that is switched off', () => '/tr:n-off/public.jpg', 400],
  ['a name that is unknown', () => '/tr:n-nobody/public.jpg', 400],
])('%s: %#', async (_, url, status) => {
  expect((await deliver(server, url())).status).toBe(status);
});

it('says so in the words of ImageKit', async () => {
  const answer = await deliver(server, '/tr:w-100/public.jpg');
  expect([answer.text, answer.headers['ik-error']]).toEqual([
    'Bad Image Transformation Request',
    'EINVALID - only named transformations are allowed',
  ]);
});
