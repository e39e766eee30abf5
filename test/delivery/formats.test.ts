import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, expect, describe as group, it } from 'vitest';
import { upload } from '../support/api.ts';
import { accepts, deliver } from '../support/delivery.ts';
import {
  describe,
  drawAnimation,
  drawCoordinates,
  drawHalfTransparent,
  drawing,
  drawPlain,
  type Pixels,
  readPhotograph,
  readPixels,
} from '../support/pictures.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

/** Three servers for the settings of spec delivery §7.1: as they come, with AVIF, without negotiation. */
let servers: { plain: RunningServer; avif: RunningServer; off: RunningServer };

beforeAll(async () => {
  const [plain, avif, off] = await Promise.all([
    startServer(),
    startServer({ CALOTYPE_AUTO_AVIF: true }),
    startServer({ CALOTYPE_AUTO_FORMAT: false }),
  ]);
  servers = { plain, avif, off };
  const photograph = await readPhotograph('chelsea-the-cat.jpg');
  const glass = await drawHalfTransparent(80, 40);
  const files: Record<string, Buffer | string> = {
    'photo.jpg': photograph,
    'photo.png': await sharp(photograph).png().toBuffer(),
    'opaque-alpha.png': await sharp(photograph).ensureAlpha().png().toBuffer(),
    'glass.png': await glass.png().toBuffer(),
    'glass.webp': await (await drawHalfTransparent(80, 40)).webp({ lossless: true }).toBuffer(),
    'photo.webp': await sharp(photograph).webp().toBuffer(),
    'photo.avif': await sharp(photograph).resize(200).avif({ effort: 0 }).toBuffer(),
    'still.gif': await drawCoordinates(60, 40).gif().toBuffer(),
    'moving.gif': await drawAnimation('gif'),
    'moving.webp': await drawAnimation('webp'),
    'drawing.svg': drawing,
    'wide.jpg': await drawPlain(200, 4, 'teal').jpeg().toBuffer(),
  };
  for (const server of Object.values(servers)) {
    for (const [name, bytes] of Object.entries(files)) await upload(server, `/${name}`, bytes);
  }
});
afterAll(async () => {
  await Promise.all(Object.values(servers).map((server) => server.stop()));
});

type Client = keyof typeof accepts;

/** Spec delivery §7.3, by the names of its rows; F19 to F21 (HEIC) concern what is not here. */
group('a picture', () => {
  it.each<[string, string, Client, object, keyof typeof servers]>([
    ['F1', '/tr:w-200/photo.jpg', 'avif', { format: 'webp', width: 200 }, 'plain'],
    ['F2', '/tr:w-200/photo.jpg', 'anything', { format: 'jpeg', width: 200 }, 'plain'],
    ['F3', '/tr:w-200/photo.jpg', 'avif', { format: 'avif', width: 200 }, 'avif'],
    ['F4', '/tr:w-200,f-avif/photo.jpg', 'anything', { format: 'avif', width: 200 }, 'plain'],
    ['F5', '/tr:w-200,f-avif,cp-true/photo.jpg', 'avif', { format: 'webp' }, 'plain'],
    ['F7', '/tr:f-png/photo.jpg', 'avif', { format: 'png', width: 451, height: 300 }, 'plain'],
    ['F8', '/glass.png', 'anything', { format: 'png', hasAlpha: true }, 'plain'],
    ['F9', '/glass.png', 'webp', { format: 'webp', hasAlpha: true }, 'plain'],
    ['F10', '/tr:f-jpg/glass.png', 'webp', { format: 'jpeg' }, 'plain'],
    ['F11', '/tr:f-jpg,bg-FFFFFF/glass.png', 'webp', { format: 'jpeg' }, 'plain'],
    ['F12', '/photo.png', 'anything', { format: 'jpeg', width: 451 }, 'plain'],
    ['F12, with a useless alpha channel', '/opaque-alpha.png', 'anything', { format: 'jpeg' }, 'plain'],
    ['F13', '/tr:r-max/photo.jpg', 'anything', { format: 'png', hasAlpha: true }, 'plain'],
    ['F14', '/tr:rt-45/photo.jpg', 'webp', { format: 'webp', hasAlpha: true }, 'plain'],
    ['F15', '/moving.gif', 'webp', { format: 'webp', frames: 3, width: 60, height: 40 }, 'plain'],
    ['F16', '/moving.gif', 'anything', { format: 'gif', frames: 3, width: 60, height: 40 }, 'plain'],
    [
      'F16, smaller',
      '/tr:w-30/moving.gif',
      'anything',
      { format: 'gif', frames: 3, width: 30, height: 20 },
      'plain',
    ],
    ['F17', '/tr:f-png/moving.gif', 'anything', { format: 'png', frames: 1 }, 'plain'],
    ['F18', '/tr:f-gif/photo.jpg', 'anything', { format: 'jpeg' }, 'plain'],
    ['F22', '/tr:w-200/drawing.svg', 'webp', { format: 'svg' }, 'plain'],
    ['F23', '/tr:f-png/drawing.svg', 'webp', { format: 'png', width: 158, height: 33 }, 'plain'],
    ['F24', '/photo.webp', 'anything', { format: 'jpeg' }, 'plain'],
    ['F24, transparent', '/glass.webp', 'anything', { format: 'png', hasAlpha: true }, 'plain'],
    ['F25', '/photo.jpg', 'avif', { format: 'jpeg' }, 'off'],
    ['F25, transformed', '/tr:w-100/photo.jpg', 'avif', { format: 'jpeg', width: 100 }, 'off'],
    ['F26', '/tr:f-auto/photo.jpg', 'avif', { format: 'webp' }, 'off'],
    ['F27', '/tr:w-20000,c-force,h-4/wide.jpg', 'webp', { format: 'jpeg', width: 20_000 }, 'plain'],
    ['a still GIF', '/still.gif', 'anything', { format: 'png', frames: 1 }, 'plain'],
    ['an animated WebP for WebP', '/moving.webp', 'webp', { format: 'webp', frames: 3 }, 'plain'],
    ['an animated WebP for others', '/moving.webp', 'anything', { format: 'gif', frames: 3 }, 'plain'],
    ['AVIF where it may not', '/tr:w-100/photo.avif', 'anything', { format: 'jpeg', width: 100 }, 'plain'],
    ['orig-true', '/tr:orig-true,w-10/photo.png', 'avif', { format: 'png', width: 451 }, 'plain'],
  ])('%s: %s for %s', async (_, path, client, expected, name) => {
    const answer = await deliver(servers[name], path, { accept: accepts[client] });
    expect([answer.status, answer.headers['ik-error']]).toEqual([200, undefined]);
    const found = await describe(answer.bytes);
    expect(found).toMatchObject(expected);
    const type = found.format === 'svg' ? 'svg+xml' : found.format;
    expect(answer.headers['content-type']).toBe(`image/${type}`);
  });

  it('F10 and F11 are flattened on black and on white', async () => {
    const corner = async (path: string) =>
      (await readPixels((await deliver(servers.plain, path)).bytes)).at(5, 20);
    for (const channel of (await corner('/tr:f-jpg/glass.png')).slice(0, 3)) expect(channel).toBeLessThan(6);
    for (const channel of (await corner('/tr:f-jpg,bg-FFFFFF/glass.png')).slice(0, 3)) {
      expect(channel).toBeGreaterThan(249);
    }
  });

  it('F22 is the drawing unchanged', async () => {
    expect((await deliver(servers.plain, '/tr:w-200/drawing.svg', { accept: accepts.webp })).text).toBe(
      drawing,
    );
  });

  it('F28 is too wide for WebP', async () => {
    const answer = await deliver(servers.plain, '/tr:w-20000,c-force,h-4,f-webp/wide.jpg');
    expect(answer.status).toBe(400);
  });

  it.each(['image/*', '*/*', 'text/html', ''])('%j promises no WebP', async (accept) => {
    const answer = await deliver(servers.plain, '/tr:w-200/photo.jpg', { accept });
    expect(answer.headers['content-type']).toBe('image/jpeg');
  });

  it('is never larger than the stored file when nothing was asked', async () => {
    for (const [path, stored] of [
      ['/photo.jpg', (await readPhotograph('chelsea-the-cat.jpg')).length],
      ['/wide.jpg', (await drawPlain(200, 4, 'teal').jpeg().toBuffer()).length],
    ] as const) {
      for (const accept of Object.values(accepts)) {
        expect((await deliver(servers.plain, path, { accept })).bytes.length, path).toBeLessThanOrEqual(
          stored,
        );
      }
    }
  });

  it('is made anew rather than tell where it was taken', async () => {
    const small = drawPlain(200, 4, 'teal').withExif({ IFD0: { Copyright: 'somebody' } });
    await upload(servers.plain, '/told.jpg', await small.jpeg().toBuffer());
    const { bytes } = await deliver(servers.plain, '/told.jpg');
    expect((await sharp(bytes).metadata()).exif).toBeUndefined();
  });

  it('is smaller at a lower quality', async () => {
    const size = async (q: number) => (await deliver(servers.plain, `/tr:q-${q}/photo.jpg`)).bytes.length;
    expect(await size(20)).toBeLessThan(await size(60));
    expect(await size(60)).toBeLessThan(await size(95));
  });

  it('carries no EXIF unless asked to', async () => {
    const photograph = await sharp(await readPhotograph('chelsea-the-cat.jpg'))
      .withExif({ IFD0: { Copyright: 'somebody' } })
      .jpeg()
      .toBuffer();
    await upload(servers.plain, '/exif.jpg', photograph);
    const exif = async (path: string) =>
      (await sharp((await deliver(servers.plain, path)).bytes).metadata()).exif;
    expect(await exif('/tr:w-100/exif.jpg')).toBeUndefined();
    expect((await exif('/tr:w-100,md-true/exif.jpg'))?.toString('latin1')).toContain('somebody');
  });
});

/** Spec delivery §8: whatever the source, browsers are given 8-bit sRGB. */
group('colours', () => {
  it.each<[string, (photograph: Sharp) => Sharp]>([
    ['CMYK', (photograph) => photograph.toColourspace('cmyk').jpeg({ quality: 95 })],
    ['sixteen bits', (photograph) => photograph.toColourspace('rgb16').png()],
    ['a wide gamut', (photograph) => photograph.withIccProfile('p3').jpeg({ quality: 95 })],
    ['TIFF', (photograph) => photograph.tiff()],
    ['a palette', (photograph) => photograph.png({ palette: true, colours: 256, dither: 0 })],
  ])('of %s look the same', async (name, convert) => {
    const photograph = await readPhotograph('chelsea-the-cat.jpg');
    const path = `${name.replaceAll(' ', '_')}.bin`;
    await upload(servers.plain, `/${path}`, await convert(sharp(photograph)).toBuffer());
    const expected = await readPixels(await sharp(photograph).resize(60).png().toBuffer());
    for (const format of ['png,lo-true', 'jpg', 'webp']) {
      const { bytes } = await deliver(servers.plain, `/tr:w-60,f-${format}/${path}`);
      expect(await sharp(bytes).metadata()).toMatchObject({ space: 'srgb', depth: 'uchar' });
      expect(difference(await readPixels(bytes), expected), format).toBeLessThan(12);
    }
  });

  /** Mean over all pixels and channels, in steps of 255. The inks of CMYK alone cost eight. */
  function difference(one: Pixels, other: Pixels): number {
    let sum = 0;
    for (let y = 0; y < one.height; y += 1) {
      for (let x = 0; x < one.width; x += 1) {
        const [a, b] = [one.at(x, y), other.at(x, y)];
        for (const channel of [0, 1, 2] as const) sum += Math.abs(a[channel] - b[channel]);
      }
    }
    return sum / (one.width * one.height * 3);
  }
});
