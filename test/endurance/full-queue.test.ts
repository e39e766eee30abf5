import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { upload } from '../support/api.ts';
import { type Answer, ask } from '../support/ask.ts';
import { readPhotograph } from '../support/pictures.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

const crowd = 300;
const queue = 8;

let server: RunningServer;

beforeAll(async () => {
  server = await startServer({ CALOTYPE_RENDER_QUEUE: queue });
  await upload(server, '/canyon.jpg', await readPhotograph('black-canyon.jpg'));
});

afterAll(() => server.stop());

const askAll = (wishOf: (index: number) => string, count: number) =>
  Promise.all(
    Array.from({ length: count }, (_, index) => ask(server.url, `/demo/tr:${wishOf(index)}/canyon.jpg`)),
  );
const withStatus = (answers: readonly Answer[], status: number) =>
  answers.filter((answer) => answer.status === status);

describe('more than the queue takes', () => {
  it('is refused with a time to come again, and what was taken is done', async () => {
    const answers = await askAll((index) => `w-${200 + index},f-avif,q-${40 + (index % 3)}`, crowd);
    const refused = withStatus(answers, 503);
    const done = withStatus(answers, 200);
    expect(refused.length + done.length).toBe(crowd);
    expect(done.length).toBeGreaterThanOrEqual(queue);
    for (const { headers } of refused) {
      expect(headers['ik-error']).toMatch(/^EBUSY - /);
      expect(Number(headers['retry-after'])).toBeGreaterThanOrEqual(1);
      expect(headers['cache-control']).toBe('no-store');
    }
    for (const { bytes } of done) await sharp(bytes, { failOn: 'warning' }).raw().toBuffer();
  });

  it('of slow work lets quick work and what is kept through', async () => {
    await askAll(() => 'w-100,f-jpg', 1);
    const slow = askAll((index) => `w-64,x-maxbytes-${2000 + index}`, crowd);
    const [kept] = await askAll(() => 'w-100,f-jpg', 1);
    const [quick] = await askAll(() => 'w-101,f-jpg', 1);
    const uploaded = await upload(server, '/coffee.jpg', await readPhotograph());
    expect([kept?.status, quick?.status, uploaded.name]).toEqual([200, 200, 'coffee.jpg']);
    expect(withStatus(await slow, 503).length).toBeGreaterThan(0);
  });
});
