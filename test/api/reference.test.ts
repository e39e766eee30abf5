import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../support/ask.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

describe('the interactive reference', () => {
  it('is a page that needs nothing from elsewhere', async () => {
    for (const path of ['/docs', '/docs/']) {
      const page = await ask(server.url, path);
      expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
      const sources = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source]) => source);
      expect(sources).toContain('/docs/scalar.js');
      expect(sources.filter((source) => !/^(\/|data:,)/.test(source ?? ''))).toEqual([]);
    }
  });

  it('may run its own scripts alone, and reach this server alone', async () => {
    const { headers } = await ask(server.url, '/docs');
    const policy = String(headers['content-security-policy']).split('; ');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain(`connect-src 'self' ${server.url}`);
    expect(policy.join(' ').replace(server.url, '')).not.toMatch(/https?:|\*/);
  });

  it.each([
    ['gzip, deflate, br', 'gzip'],
    ['identity', undefined],
  ])('has its script for who accepts %s', async (accepted, encoding) => {
    const answer = await ask(server.url, '/docs/scalar.js', { headers: { 'accept-encoding': accepted } });
    expect([answer.status, answer.headers['content-encoding']]).toEqual([200, encoding]);
    expect(answer.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(answer.bytes.length).toBeGreaterThan(1_000_000);
    if (encoding === undefined) expect(answer.text).toContain('createApiReference');
  });

  it('starts it with the description of the API, and without its services', async () => {
    const { text } = await ask(server.url, '/docs/start.js');
    expect(text).toMatch(/^Scalar\.createApiReference\('#reference', \{.*"url":"\/openapi\.json"/);
    expect(text).toContain('"withDefaultFonts":false');
    expect(text).toContain('"telemetry":false');
  });
});
