import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { likeness, lookAt } from '../../src/render/image/look/look.ts';
import { upload } from '../support/api.ts';
import { ask } from '../support/ask.ts';
import { readPhotograph } from '../support/pictures.ts';
import { keptRenditions } from '../support/renditions.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

let withProxies: RunningServer;
let without: RunningServer;

beforeAll(async () => {
  const picture = await makeLarge();
  [withProxies, without] = await Promise.all([startServer(), startServer({ CALOTYPE_PROXY_MIN_PIXELS: 0 })]);
  for (const server of [withProxies, without]) await upload(server, '/large.png', picture);
});

afterAll(() => Promise.all([withProxies.stop(), without.stop()]));

/** Twelve megapixels, as sharp as photographs are: tiles of one. */
async function makeLarge(): Promise<Buffer> {
  const tile = await sharp(await readPhotograph('black-canyon.jpg'))
    .resize(1000, 750)
    .png()
    .toBuffer();
  return await sharp(Array(16).fill(tile), { join: { across: 4 } })
    .png({ compressionLevel: 1 })
    .toBuffer();
}

async function untilKept(server: RunningServer, count: number): Promise<void> {
  while ((await keptRenditions(server)).length < count)
    await new Promise((resolve) => setTimeout(resolve, 50));
}

async function print(server: RunningServer, wish: string) {
  const { status, bytes, headers } = await ask(server.url, `/demo/tr:${wish}/large.png`);
  expect(status).toBe(200);
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  // Compared by what they are, millions of bytes that differ would take minutes to be told.
  const digest = createHash('sha256').update(data).digest('hex');
  return { etag: headers.etag, digest, pixels: { data, width: info.width, height: info.height } };
}

describe('a large original', () => {
  it('has its proxies made behind the upload, and small prints made of that look like those of itself', async () => {
    await untilKept(withProxies, 2);
    for (const wish of ['w-400,f-png', 'w-300,h-300,f-png', 'w-240,rt-180,f-png', 'w-800,f-png']) {
      const [small, whole] = [await print(withProxies, wish), await print(without, wish)];
      const { width, height } = whole.pixels;
      expect([small.pixels.width, small.pixels.height]).toEqual([width, height]);
      expect(likeness(lookAt(whole.pixels), lookAt(small.pixels))).toBeGreaterThan(90);
    }
    // Two proxies, for all of them.
    expect((await keptRenditions(withProxies)).length).toBe((await keptRenditions(without)).length + 2);
  });

  it('is itself the source of a print that needs more pixels than a proxy has', async () => {
    const [one, other] = [await print(withProxies, 'w-1200,f-png'), await print(without, 'w-1200,f-png')];
    expect([one.etag, one.digest]).toEqual([other.etag, other.digest]);
  });

  it('is printed alike when its proxies were dropped', async () => {
    const before = await print(withProxies, 'w-320,f-png');
    const folder = join(withProxies.dataFolder, 'renditions');
    const dropped = await keptRenditions(withProxies);
    await Promise.all(dropped.map((key) => rm(join(folder, key.slice(0, 2), key))));
    // Another print, so that memory does not answer; the same pixels, before they are written.
    const after = await print(withProxies, 'w-320,f-png,dn-150');
    expect(after.digest).toBe(before.digest);
  });
});
