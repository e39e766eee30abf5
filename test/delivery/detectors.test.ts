import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { call, upload } from '../support/api.ts';
import { deliver } from '../support/delivery.ts';
import { drawCoordinates, photographHeld } from '../support/pictures.ts';
import { type StandInDetector, startDetector } from '../support/stand-in-detector.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

let detector: StandInDetector;
let server: RunningServer;
let pictures = 0;

beforeAll(async () => {
  detector = await startDetector();
  server = await startServer({ CALOTYPE_DETECTOR_URL: detector.url, CALOTYPE_DETECTOR_RETRY_SECONDS: 0 });
});
beforeEach(() => {
  detector.things = [];
  detector.looks.splice(0);
});
afterAll(async () => {
  await server.stop();
  await detector.close();
});

const thing = (label: string, x: number, y: number, width: number, height: number, score = 0.9) => ({
  label,
  score,
  box: { x, y, width, height },
});

/** A picture with a content of its own: what was seen in another does not count for it. */
async function uploadNew(width = 1920, height = 1280): Promise<string> {
  pictures += 1;
  const drawn = drawCoordinates(width, height)
    .png()
    .withMetadata({ density: 72 + pictures });
  return (await upload(server, `/picture-${pictures}.png`, await drawn.toBuffer())).filePath;
}

async function sizeOf(path: string, transformation: string): Promise<string> {
  const answer = await deliver(server, `/tr:${transformation},f-png,lo-true${path}`);
  expect([answer.status, answer.headers['ik-error']]).toEqual([200, undefined]);
  const { width, height } = await sharp(answer.bytes).metadata();
  return `${width}×${height}`;
}

describe('faces and objects', () => {
  it('gives the published sizes (spec image-transformations §4.7)', async () => {
    detector.things = [thing('car', 400 / 1920, 600 / 1280, 982 / 1920, 301 / 1280)];
    const path = await uploadNew();
    expect(await sizeOf(path, 'fo-car')).toBe('982×301');
    expect(await sizeOf(path, 'fo-car,ar-2_1')).toBe('982×491');
    expect(await sizeOf(path, 'fo-car,w-300,h-200')).toBe('300×200');
  });

  it('shows a picture of at most 1,024 pixels, once for all objects and once for faces, for ever', async () => {
    const path = await uploadNew();
    for (const focus of ['car', 'dog', 'face', 'face,z-2']) await sizeOf(path, `w-100,h-100,fo-${focus}`);
    await Promise.all([1, 2, 3, 4].map((side) => sizeOf(path, `w-9${side},h-50,fo-cat`)));
    expect(detector.looks.map(({ classes, ...size }) => ({ first: classes.split(',')[0], ...size }))).toEqual(
      [
        { first: 'person', width: 1024, height: 683 },
        { first: 'face', width: 1024, height: 683 },
      ],
    );
    await server.stop({ keepData: true });
    server = await startServer({
      CALOTYPE_DATA: server.dataFolder,
      CALOTYPE_DETECTOR_URL: detector.url,
      CALOTYPE_DETECTOR_RETRY_SECONDS: 0,
      CALOTYPE_PRIVATE_KEY: server.privateKey,
      CALOTYPE_PUBLIC_KEY: server.publicKey,
    });
    await sizeOf(path, 'w-77,h-50,fo-car');
    expect(detector.looks).toHaveLength(2);
  });

  it('shows pictures upright, and small ones as they are', async () => {
    const { filePath } = await upload(server, '/held.jpg', await photographHeld(6));
    await sizeOf(filePath, 'w-10,h-10,fo-face');
    const upright = await sizeOf(filePath, 'q-80');
    expect(detector.looks.map(({ width, height }) => `${width}×${height}`)).toEqual([upright]);
  });

  it('cuts what was found, and what draws attention when nothing was (T23)', async () => {
    const path = await uploadNew(600, 300);
    const blind = await deliver(server, `/tr:w-100,h-100,fo-dog,f-png,lo-true${path}`);
    const auto = await deliver(server, `/tr:w-100,h-100,fo-auto,f-png,lo-true${path}`);
    expect(blind.bytes).toEqual(auto.bytes);
    expect(blind.headers['cache-control']).toContain('max-age=15552000');
  });

  it('is never an error when the detector fails: for a minute it is as if nothing were there', async () => {
    const path = await uploadNew(600, 300);
    detector.things = undefined;
    const url = `/tr:fo-dog,f-png,lo-true${path}`;
    const without = await deliver(server, url);
    expect(without.status).toBe(200);
    expect(without.headers['cache-control']).toContain('max-age=60,');
    detector.things = [thing('dog', 0.5, 0, 0.25, 0.5)];
    const found = await deliver(server, url);
    expect(await sharp(found.bytes).metadata()).toMatchObject({ width: 150, height: 150 });
    expect(found.headers.etag).not.toBe(without.headers.etag);
    expect(found.headers['cache-control']).toContain('max-age=15552000');
  });

  it('is not asked by a purge', async () => {
    const path = await uploadNew(600, 300);
    const url = `${server.endpoint}/tr:w-100,h-100,fo-dog${path}`;
    const made = await call(server, 'POST', '/v1/files/purge', { url });
    const { requestId } = made.json<{ requestId: string }>();
    await vi.waitFor(async () => {
      const { text } = await call(server, 'GET', `/v1/files/purge/${requestId}`);
      expect(text).toContain('Completed');
    });
    expect(detector.looks).toEqual([]);
  });
});
