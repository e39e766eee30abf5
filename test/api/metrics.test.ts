import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { upload } from '../support/api.ts';
import { ask } from '../support/ask.ts';
import { readPhotograph } from '../support/pictures.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

describe('/metrics', () => {
  let server: RunningServer;

  beforeAll(async () => {
    server = await startServer();
  });

  afterAll(() => server.stop());

  const read = async () => (await ask(server.url, '/metrics')).text;
  const readSample = (text: string, sample: string) =>
    Number(
      text
        .split('\n')
        .find((line) => line.startsWith(`${sample} `))
        ?.slice(sample.length) ?? 0,
    );

  it('tells what was delivered and rendered', async () => {
    await upload(server, '/coffee.jpg', await readPhotograph());
    for (const path of [
      '/demo/tr:w-200,f-webp/coffee.jpg',
      '/demo/tr:w-200,f-webp/coffee.jpg',
      '/demo/none.jpg',
    ]) {
      await ask(server.url, path);
    }
    const answer = await ask(server.url, '/metrics');
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(answer.headers['cache-control']).toBe('no-store');
    const value = (sample: string) => readSample(answer.text, sample);
    expect(value('calotype_delivery_requests_total{outcome="miss",tier="new"}')).toBe(1);
    expect(value('calotype_delivery_requests_total{outcome="hit",tier="memory"}')).toBe(1);
    expect(value('calotype_delivery_requests_total{outcome="refused",tier="none"}')).toBe(1);
    expect(value('calotype_render_seconds_count{kind="resize",format="webp"}')).toBe(1);
    expect(value('calotype_render_seconds_count{kind="probe",format="any"}')).toBe(1);
    expect(value('calotype_uploads_total{kind="image"}')).toBe(1);
    expect(value('calotype_api_requests_total{operation="upload-file",status="200"}')).toBe(1);
    expect(value('calotype_rendition_cache_renditions{tier="disk"}')).toBe(1);
  });

  it.each([
    ['of another name', { host: 'rebound.example' }],
    ['of another site’s page', { origin: 'https://elsewhere.example' }],
    ['that a proxy passes on', { 'x-forwarded-for': '203.0.113.9' }],
  ])('is closed to a request %s', async (_, headers) => {
    const answer = await ask(server.url, '/metrics', { headers });
    expect(answer.status).toBe(403);
    expect(answer.text).not.toContain('calotype_delivery');
  });

  it('is for no page to read', async () => {
    const { headers } = await ask(server.url, '/metrics');
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  });

  it('is read without harm while nothing has happened', async () => {
    expect(await read()).toContain('# TYPE calotype_event_loop_lag_seconds gauge');
  });
});

describe('/metrics with a token', () => {
  let server: RunningServer;

  beforeAll(async () => {
    server = await startServer({ CALOTYPE_METRICS_TOKEN: 'a-token-of-some-length' });
  });

  afterAll(() => server.stop());

  it.each([
    ['none', {}, 401],
    ['another one', { authorization: 'Bearer a-token-of-other-length' }, 401],
    ['it', { authorization: 'Bearer a-token-of-some-length', 'x-forwarded-for': '203.0.113.9' }, 200],
  ])('answers whoever sends %s', async (_, headers, status) => {
    expect((await ask(server.url, '/metrics', { headers })).status).toBe(status);
  });
});
