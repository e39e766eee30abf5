import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, describe as group, it } from 'vitest';
import { call, upload } from '../support/api.ts';
import { deliver } from '../support/delivery.ts';
import { describe, drawPlain, readPhotograph, readPixels } from '../support/pictures.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

let server: RunningServer;
let red: Buffer;
let blue: Buffer;

beforeAll(async () => {
  server = await startServer();
  [red, blue] = (await Promise.all(
    ['red', 'blue'].map((colour) => drawPlain(90, 60, colour).png().toBuffer()),
  )) as [Buffer, Buffer];
});
afterAll(() => server.stop());

const colourAt = async (path: string) => {
  const answer = await deliver(server, path);
  const [r, , b] = (await readPixels(answer.bytes)).at(5, 5);
  return { colour: r > 200 ? 'red' : b > 200 ? 'blue' : 'neither', etag: answer.headers.etag };
};

/** Spec delivery §16.3, O29. */
group('what is delivered', () => {
  it.each(['/fresh.png', '/tr:w-30/fresh.png', '/fresh.png?tr=orig-true'])(
    'changes at once with the file: %s',
    async (path) => {
      await upload(server, '/fresh.png', red);
      const before = await colourAt(path);
      expect((await deliver(server, path, { 'if-none-match': before.etag ?? '' })).status).toBe(304);
      await upload(server, '/fresh.png', blue);
      const after = await colourAt(path);
      expect([before.colour, after.colour]).toEqual(['red', 'blue']);
      expect(after.etag).not.toBe(before.etag);
      expect((await deliver(server, path, { 'if-none-match': before.etag ?? '' })).status).toBe(200);
    },
  );

  it.each(['/gone.png', '/tr:w-30/gone.png', '/gone.png?tr=orig-true'])(
    'is gone with the file: %s',
    async (path) => {
      const { fileId } = await upload(server, '/gone.png', red);
      const { headers } = await deliver(server, path);
      await call(server, 'DELETE', `/v1/files/${fileId}`);
      expect((await deliver(server, path)).status).toBe(404);
      expect((await deliver(server, path, { 'if-none-match': headers.etag ?? '' })).status).toBe(404);
      await upload(server, '/gone.png', blue);
      expect((await colourAt(path)).colour).toBe('blue');
    },
  );

  it('follows the focus area', async () => {
    const photograph = await readPhotograph();
    const { fileId } = await upload(server, '/focus.jpg', photograph, { customCoordinates: '0,0,100,100' });
    const path = '/tr:w-50,h-50,fo-custom,f-png/focus.jpg';
    const before = await deliver(server, path);
    await call(server, 'PATCH', `/v1/files/${fileId}/details`, { customCoordinates: '400,200,100,100' });
    const after = await deliver(server, path);
    expect([before.status, after.status]).toEqual([200, 200]);
    expect(after.headers.etag).not.toBe(before.headers.etag);
    expect(after.bytes.equals(before.bytes)).toBe(false);
  });

  it('is the same to the byte for everybody who asks at once', async () => {
    await upload(server, '/crowd.jpg', await readPhotograph());
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => deliver(server, '/tr:w-333/crowd.jpg')),
    );
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]));
    expect(new Set(answers.map((answer) => answer.bytes.toString('base64'))).size).toBe(1);
  });

  it('comes from disk after a restart, the same to the byte', async () => {
    await upload(server, '/kept.jpg', await readPhotograph());
    const path = '/tr:w-222/kept.jpg';
    const before = await deliver(server, path);
    const renditions = () => readdir(join(server.dataFolder, 'renditions'), { recursive: true });
    await server.stop({ keepData: true });
    const kept = await renditions();
    server = await startServer({ CALOTYPE_DATA: server.dataFolder });
    const after = await deliver(server, path);
    expect([after.status, after.headers.etag]).toEqual([200, before.headers.etag]);
    expect(after.headers['last-modified']).toBe(before.headers['last-modified']);
    expect(after.bytes.equals(before.bytes)).toBe(true);
    expect((await describe(after.bytes)).width).toBe(222);
    expect((await renditions()).sort()).toEqual(kept.sort());
  });
});
