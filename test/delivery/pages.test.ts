import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { upload } from '../support/api.ts';
import { ask } from '../support/ask.ts';
import { readPhotograph } from '../support/pictures.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

describe('the front page', () => {
  it('greets an empty library, and shows a picture as soon as there is one', async () => {
    const empty = await ask(server.url, '/');
    expect([empty.status, empty.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(empty.headers['content-security-policy']).toContain("default-src 'none'");
    expect(empty.text).not.toContain(server.privateKey);

    await upload(server, '/secret.jpg', await readPhotograph(), { isPrivateFile: true });
    expect((await ask(server.url, '/')).text).not.toContain('secret.jpg');
    await upload(server, '/coffee.jpg', await readPhotograph());
    const { text } = await ask(server.url, '/');
    const pictures = [...text.matchAll(/src="([^"]+)"/g)].map(([, src = '']) => src.replaceAll('&amp;', '&'));
    expect(pictures.length).toBeGreaterThan(0);
    for (const src of pictures) {
      const { status, headers } = await fetch(new URL(src, server.url));
      expect([status, headers.get('content-type')]).toEqual([200, expect.stringMatching(/^image\//)]);
    }
  });

  it('has a placeholder for what has no picture', async () => {
    const { status, headers, text } = await ask(server.url, '/placeholder.svg');
    expect([status, headers['content-type']]).toEqual([200, 'image/svg+xml']);
    expect(headers['cache-control']).toContain('max-age=');
    expect(text).toMatch(/^<svg /);
  });
});

describe('health', () => {
  it.each(['/healthz', '/readyz', '/healthz/', '/readyz/'])('is told without a key: %s', async (path) => {
    const { status, headers } = await ask(server.url, path);
    expect([status, headers['content-type']]).toEqual([200, 'application/json; charset=utf-8']);
  });
});

describe('the demonstration', () => {
  it('fills the library once with photographs that are delivered', async () => {
    const first = await startServer({}, ['--demo']);
    const list = async ({ url, privateKey }: RunningServer) => {
      const answer = await ask(url, '/v1/files?path=/photographs', {
        headers: { authorization: `Basic ${privateKey}` },
      });
      return answer.json<{ name: string }[]>().map((file) => file.name);
    };
    const names = await list(first);
    expect(names).toHaveLength(12);
    const picture = await ask(first.url, `/demo/tr:w-100/photographs/${names[0]}`);
    expect([picture.status, picture.headers['content-type']]).toEqual([200, 'image/jpeg']);
    await first.stop({ keepData: true });

    const second = await startServer({ CALOTYPE_DATA: first.dataFolder }, ['--demo']);
    expect(await list(second)).toEqual(names);
    await second.stop();
  });
});
