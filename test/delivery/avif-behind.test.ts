import { afterAll, beforeAll, expect, it } from 'vitest';
import { upload } from '../support/api.ts';
import { type Answer, ask } from '../support/ask.ts';
import { readPhotograph } from '../support/pictures.ts';
import { keptRenditions } from '../support/renditions.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

let server: RunningServer;

beforeAll(async () => {
  server = await startServer({ CALOTYPE_AUTO_AVIF: true, CALOTYPE_AVIF_BEHIND: true });
  await upload(server, '/coffee.jpg', await readPhotograph());
});

afterAll(() => server.stop());

const both = 'image/avif,image/webp,*/*';
const get = (path: string, headers: Record<string, string> = {}): Promise<Answer> =>
  ask(server.url, `/demo${path}`, { headers: { accept: both, ...headers } });

async function untilKept(count: number): Promise<void> {
  while ((await keptRenditions(server)).length < count)
    await new Promise((resolve) => setTimeout(resolve, 20));
}

it('an AVIF is answered as WebP, for a minute, until it is there', async () => {
  const before = (await keptRenditions(server)).length;
  const first = await get('/tr:w-300/coffee.jpg');
  expect(first.headers).toMatchObject({ 'content-type': 'image/webp', vary: 'Accept' });
  expect(first.headers['cache-control']).toContain('max-age=60');
  await untilKept(before + 2);
  const second = await get('/tr:w-300/coffee.jpg', { 'if-none-match': first.headers.etag ?? '' });
  expect(second.status).toBe(200);
  expect(second.headers).toMatchObject({ 'content-type': 'image/avif', vary: 'Accept' });
  expect(second.headers['cache-control']).toContain('max-age=15552000');
  expect(second.headers.etag).not.toBe(first.headers.etag);
});

it('the stand-in is what a client without AVIF is sent, for as long as it likes', async () => {
  const standIn = await get('/tr:w-310/coffee.jpg');
  const webp = await get('/tr:w-310/coffee.jpg', { accept: 'image/webp' });
  expect(webp.bytes).toEqual(standIn.bytes);
  expect(webp.headers.etag).toBe(standIn.headers.etag);
  expect(webp.headers['cache-control']).toContain('max-age=15552000');
});

it('an AVIF that the URL names is waited for', async () => {
  const { headers } = await get('/tr:w-320,f-avif/coffee.jpg');
  expect(headers['content-type']).toBe('image/avif');
  expect(headers['cache-control']).toContain('max-age=15552000');
});
