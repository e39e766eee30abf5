import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { upload } from '../support/api.ts';
import type { Answer } from '../support/ask.ts';
import { deliver } from '../support/delivery.ts';
import { readPhotograph } from '../support/pictures.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

let server: RunningServer;

beforeAll(async () => {
  server = await startServer();
  await upload(server, '/coffee.jpg', await readPhotograph());
  await upload(server, '/secret.jpg', await readPhotograph(), { isPrivateFile: true });
  await upload(server, '/notes.txt', 'x'.repeat(1000));
  await upload(server, '/empty-ish.txt', 'x');
});
afterAll(() => server.stop());

/** What is stored, and what is made. */
const paths = ['/notes.txt', '/coffee.jpg?tr=orig-true', '/tr:w-300/coffee.jpg'];

/** Spec delivery §14.3, RFC 9110 §13. */
describe.each(paths)('a conditional request for %s', (path) => {
  let fresh: Answer;
  let etag: string;
  let modified: string;
  beforeAll(async () => {
    fresh = await deliver(server, path);
    etag = fresh.headers.etag ?? '';
    modified = fresh.headers['last-modified'] ?? '';
  });
  const shift = (seconds: number) => new Date(Date.parse(modified) + seconds * 1000).toUTCString();

  it.each<[string, number, () => Record<string, string>]>([
    ['the tag', 304, () => ({ 'if-none-match': etag })],
    ['the tag, weak', 304, () => ({ 'if-none-match': `W/${etag}` })],
    ['the tag in a list', 304, () => ({ 'if-none-match': `"x", W/${etag},"y"` })],
    ['a star', 304, () => ({ 'if-none-match': '*' })],
    ['another tag', 200, () => ({ 'if-none-match': '"0123456789abcdef0123456789abcdef"' })],
    ['the tag without quotes', 200, () => ({ 'if-none-match': etag.slice(1, -1) })],
    ['the date', 304, () => ({ 'if-modified-since': modified })],
    ['a later date', 304, () => ({ 'if-modified-since': shift(100) })],
    ['an earlier date', 200, () => ({ 'if-modified-since': shift(-1) })],
    ['no date', 200, () => ({ 'if-modified-since': 'yesterday' })],
    ['another tag and the date', 200, () => ({ 'if-none-match': '"x"', 'if-modified-since': modified })],
    ['the tag and an earlier date', 304, () => ({ 'if-none-match': etag, 'if-modified-since': shift(-1) })],
  ])('with %s is answered with %i', async (_, status, headers) => {
    for (const method of ['GET', 'HEAD']) {
      const answer = await deliver(server, path, headers(), method);
      expect(answer.status, method).toBe(status);
      expect(answer.headers).toMatchObject({ etag, 'cache-control': fresh.headers['cache-control'] });
      expect(answer.headers.vary).toBe(fresh.headers.vary);
      if (status === 200) continue;
      expect(answer.bytes.length).toBe(0);
      expect(answer.headers).not.toHaveProperty('content-type');
    }
  });
});

describe('a tag', () => {
  it('is another one for another wish, format or file', async () => {
    const tag = async (path: string, accept = '*/*') =>
      (await deliver(server, path, { accept })).headers.etag;
    const tags = [
      await tag('/coffee.jpg'),
      await tag('/coffee.jpg?tr=orig-true'),
      await tag('/tr:w-100/coffee.jpg'),
      await tag('/tr:w-101/coffee.jpg'),
      await tag('/tr:w-100/coffee.jpg', 'image/webp'),
      await tag('/notes.txt'),
    ];
    expect(new Set(tags).size).toBe(tags.length);
    expect(await tag('/coffee.jpg?tr=w-100')).toBe(tags[2]);
    expect(await tag('/coffee.jpg?tr=w-100&v=2')).toBe(tags[2]);
  });

  it('opens nothing: what may not be seen is 401, what is not there 404', async () => {
    const headers = { 'if-none-match': '*' };
    expect((await deliver(server, '/secret.jpg', headers)).status).toBe(401);
    expect((await deliver(server, '/missing.jpg', headers)).status).toBe(404);
  });
});

/** Spec delivery §14.4, RFC 9110 §14. */
describe.each(paths)('a range of %s', (path) => {
  let whole: Buffer;
  let etag: string;
  let modified: string;
  beforeAll(async () => {
    const answer = await deliver(server, path);
    whole = answer.bytes;
    etag = answer.headers.etag ?? '';
    modified = answer.headers['last-modified'] ?? '';
  });

  it.each<[string, (size: number) => [number, number]]>([
    ['bytes=0-9', () => [0, 9]],
    ['bytes=100-199', () => [100, 199]],
    ['bytes=500-', (size) => [500, size - 1]],
    ['bytes=-10', (size) => [size - 10, size - 1]],
    ['bytes=-10000000', (size) => [0, size - 1]],
    ['bytes=900-10000000', (size) => [900, size - 1]],
    ['bytes=0-0', () => [0, 0]],
  ])('%s is a part', async (range, bounds) => {
    const [start, end] = bounds(whole.length);
    const answer = await deliver(server, path, { range });
    expect(answer.status).toBe(206);
    expect(answer.headers).toMatchObject({
      'content-range': `bytes ${start}-${end}/${whole.length}`,
      'content-length': String(end - start + 1),
      etag,
    });
    expect(answer.bytes.equals(whole.subarray(start, end + 1))).toBe(true);
  });

  it.each(['bytes=10000000-', 'bytes=10000000-10000001', 'bytes=-0'])('%s cannot be had', async (range) => {
    const answer = await deliver(server, path, { range });
    expect([answer.status, answer.headers['content-range']]).toEqual([416, `bytes */${whole.length}`]);
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it.each(['bytes=0-1,5-6', 'items=0-1', 'bytes=9-5', 'bytes=x-', 'bytes=-', 'nonsense'])(
    '%s is the whole',
    async (range) => {
      const answer = await deliver(server, path, { range });
      expect([answer.status, answer.bytes.equals(whole)]).toEqual([200, true]);
    },
  );

  it.each<[string, number, () => string]>([
    ['the tag', 206, () => etag],
    ['the date', 206, () => modified],
    ['another tag', 200, () => '"x"'],
    ['the tag, weak', 200, () => `W/${etag}`],
    ['another date', 200, () => new Date(0).toUTCString()],
  ])('counts with If-Range of %s: %i', async (_, status, ifRange) => {
    const answer = await deliver(server, path, { range: 'bytes=0-9', 'if-range': ifRange() });
    expect(answer.status).toBe(status);
  });

  it('is told by HEAD without a body', async () => {
    const answer = await deliver(server, path, { range: 'bytes=0-9' }, 'HEAD');
    expect(answer.bytes.length).toBe(0);
  });
});
