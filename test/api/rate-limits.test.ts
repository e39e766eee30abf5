import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { basic, call, tryUpload } from '../support/api.ts';
import { ask } from '../support/ask.ts';
import { createPair } from '../support/keys.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

let server: RunningServer;
/** One a second: no machine is so slow that a bucket fills again while it is being emptied. */
const slow = { CALOTYPE_RATE_READ: '1:60', CALOTYPE_RATE_WRITE: '1:20' };
beforeAll(async () => {
  server = await startServer(slow);
});
afterAll(() => server.stop());

const write = (target: RunningServer = server) => call(target, 'POST', '/v1/named-transformations', {});
const limitHeaders = ['x-ratelimit-limit', 'x-ratelimit-reset', 'x-ratelimit-interval'];

describe('a rate limit', () => {
  it('is told of on every answer, and refuses what is beyond it', async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, () => write()));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(5);
    expect(answers.length - refused.length).toBeGreaterThanOrEqual(20);
    for (const { headers } of answers) {
      const [limit, reset, interval] = limitHeaders.map((name) => Number(headers[name]));
      expect([limit, interval]).toEqual([20, 1000]);
      expect(reset).toBeGreaterThan(0);
      expect(reset).toBeLessThanOrEqual(1000);
    }
    const [answer] = refused;
    expect(answer?.json()).toEqual({
      message: 'Too many requests. Please try again after some time.',
      help: expect.any(String),
    });
    expect(answer?.headers).toMatchObject({
      'retry-after': '1',
      'retry-after-ms': answer?.headers['x-ratelimit-reset'],
      'access-control-allow-origin': '*',
      'x-ik-requestid': expect.any(String),
    });
  });

  it('counts reads apart, all keys and aliases together, and refuses before the body is read', async () => {
    // With a full bucket: the one of the others is empty.
    const own = await startServer(slow);
    const other = await createPair(own);
    expect((await call(own, 'GET', '/v1/files')).headers).toMatchObject({ 'x-ratelimit-limit': '60' });
    const byOther = { ...own, privateKey: other.privateKey };
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, i) =>
        call(i % 2 ? own : byOther, 'POST', `/v${1 + (i % 2)}/named-transformations`, '{'),
      ),
    );
    const statuses = answers.map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([400, 429]));
    expect(statuses.filter((status) => status === 400).length).toBeLessThan(25);
    await own.stop();
  });

  it('asks strangers for their key first', async () => {
    for (const headers of [{}, basic('private_nobody')]) {
      const answer = await ask(server.url, '/v1/named-transformations', { method: 'POST', headers });
      expect([401, 403]).toContain(answer.status);
      expect(answer.headers).not.toHaveProperty('x-ratelimit-limit');
    }
  });

  it('does not count uploads', async () => {
    const answer = await tryUpload(server, 'text', { fileName: 'a.txt' });
    expect(answer.status).toBe(200);
    expect(answer.headers).not.toHaveProperty('x-ratelimit-limit');
  });

  it('is off by default', async () => {
    const free = await startServer();
    const answers = await Promise.all(Array.from({ length: 60 }, () => write(free)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([400]));
    expect(answers[0]?.headers).not.toHaveProperty('x-ratelimit-limit');
    await free.stop();
  });
});
