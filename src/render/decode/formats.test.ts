import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { makePdf, readFixture } from '../../../test/support/fixtures.ts';
import {
  cornersOf,
  drawBytes,
  drawPixels,
  farthest,
  pictureOf,
  probeBytes,
} from './coordinates-inside.contract.ts';

const size = { width: 96, height: 64 };
/** Red to the right, green downwards. */
const coordinates = [
  [0, 0, 128],
  [255, 0, 128],
  [0, 255, 128],
  [255, 255, 128],
];
const shades = [34, 131, 222, 249].map((grey) => [grey, grey, grey]);
const bits = [0, 0, 255, 255].map((grey) => [grey, grey, grey]);

/** Of a lossy file a colour may be off by this. */
const lossy = 10;
/** Display P3 holds the same numbers for other colours; green at full strength is outside of sRGB. */
const wideGamut = 20;

describe('what sharp does not read is read all the same', () => {
  it.each<[string, object, number[][], number]>([
    ['p3.heic', { format: 'heic', hasProfile: true }, coordinates, wideGamut],
    ['alpha.heic', { format: 'heic', hasAlpha: true, isOpaque: false }, coordinates, lossy],
    ['held.heic', { format: 'heic', hasMetadata: true }, coordinates, lossy],
    ['plain.jxl', { format: 'jxl', hasAlpha: false, isOpaque: true }, coordinates, 0],
    ['alpha.jxl', { format: 'jxl', hasAlpha: true, isOpaque: false }, coordinates, 0],
    ['p3.jxl', { format: 'jxl', hasProfile: true }, coordinates, 4],
    ['grey.jxl', { format: 'jxl' }, shades, 1],
    ['deep.jxl', { format: 'jxl' }, coordinates, 1],
    ['plain.bmp', { format: 'bmp', hasAlpha: false, isOpaque: true, density: 25 }, coordinates, 0],
    ['alpha.bmp', { format: 'bmp', hasAlpha: true, isOpaque: false }, coordinates, 0],
    ['rgb565.bmp', { format: 'bmp', isOpaque: true }, coordinates, 5],
    ['runs.bmp', { format: 'bmp' }, coordinates, 35],
    ['bits.bmp', { format: 'bmp' }, bits, 0],
    ['two.ico', { format: 'ico', hasAlpha: true, isOpaque: false }, coordinates, 0],
    ['palette.ico', { format: 'ico', isOpaque: true }, coordinates, 35],
    ['deep.psd', { format: 'psd', hasAlpha: false, isOpaque: true }, coordinates, 1],
    ['grey.psd', { format: 'psd' }, shades, 1],
    ['layers.psd', { format: 'psd', pages: 3 }, coordinates, 0],
  ])('%s', async (name, facts, corners, tolerance) => {
    const bytes = await readFixture(name);
    const image = await pictureOf(bytes);
    expect(image).toMatchObject({ ...size, frames: 1, ...facts });
    expect(image.perceptualHash).toMatch(/^[0-9a-f]{16}$/);
    const pixels = await drawPixels(bytes);
    expect(pixels).toMatchObject(size);
    expect(farthest(cornersOf(pixels), corners)).toBeLessThanOrEqual(tolerance);
  });
});

describe('a photograph of a telephone', () => {
  it('is upright by its container; what EXIF says of the orientation no longer holds', async () => {
    const { image, exif } = await probeBytes(await readFixture('held.heic'));
    expect(image).not.toHaveProperty('orientation');
    expect(exif?.image).toMatchObject({ Orientation: 6 });
  });

  it('keeps EXIF and profile when they are asked for, with orientation 1', async () => {
    const kept = await drawBytes(await readFixture('held.heic'), {
      output: { format: 'jpeg', keepMetadata: true, keepProfile: true },
    });
    expect(await sharp(kept).metadata()).toMatchObject({ ...size, orientation: 1, hasProfile: true });
  });

  it('keeps the numbers of its own colour space when the profile is kept', async () => {
    const kept = await drawBytes(await readFixture('p3.heic'), { output: { keepProfile: true } });
    expect((await sharp(kept).metadata()).icc?.toString('latin1')).toContain('s\0P\x003\0C');
  });
});

describe('a header that claims too much is refused before a pixel is decoded', () => {
  it.each(['p3.heic', 'plain.jxl', 'plain.bmp', 'two.ico', 'layers.psd'])('%s', async (name) => {
    const bytes = await readFixture(name);
    const { image } = await probeBytes(bytes, { maxPixels: 1000 });
    expect(image).toMatchObject(size);
    expect(image).not.toHaveProperty('perceptualHash');
  });
});

/** Offsets of width and height; BMP counts from the low end, and below zero. */
const claims: [string, number, number, 'LE' | 'BE'][] = [
  ['plain.bmp', 18, 22, 'LE'],
  ['layers.psd', 18, 14, 'BE'],
];

describe('a header that claims a size that no picture has is that of a file without a size', () => {
  it.each(
    claims.flatMap(([name, width, height, order]) =>
      [0, 0x80000000, 0xffffffff].flatMap((side) => [
        [name, side, width, order] as const,
        [name, side, height, order] as const,
      ]),
    ),
  )('%s of %i', async (name, side, offset, order) => {
    const bytes = Buffer.from(await readFixture(name));
    bytes[`writeUInt32${order}`](side, offset);
    const { image } = await probeBytes(bytes);
    // Rows of a BMP may be counted from the top: then the number is below zero.
    if (image !== undefined) expect([image.width, image.height]).toSatisfy(isSize);
  });

  it.each([
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3e9 1"/>',
    '<svg xmlns="http://www.w3.org/2000/svg" width="1e300" height="1"/>',
    '%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9999999999 10\n',
  ])('%s', async (text) => {
    const facts = await probeBytes(Buffer.from(text));
    expect([facts.image, facts.document]).toEqual([undefined, undefined]);
  });

  const isSize = (sides: number[]) => sides.every((side) => side >= 1 && side < 2 ** 31);
});

describe('a file that is larger than a decoder may grow is not read whole', () => {
  const drawing = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>');
  const paper = makePdf([{ width: 9, height: 9, left: '1 0 0', right: '1 0 0' }]);

  it.each<[string, Promise<Buffer> | Buffer]>([
    ['PSD', readFixture('layers.psd')],
    ['ICO', readFixture('two.ico')],
    ['SVG', drawing],
    ['PDF', paper],
  ])('%s', async (_, file) => {
    const bytes = await file;
    const { image, document } = await probeBytes(bytes, { maxDecoderBytes: bytes.length - 1 });
    expect([image, document]).toEqual([undefined, undefined]);
  });

  it.each(['plain.bmp', 'plain.jxl'])('%s: its head tells the size', async (name) => {
    const bytes = await readFixture(name);
    const { image } = await probeBytes(bytes, { maxDecoderBytes: bytes.length - 1, maxPixels: 1000 });
    expect(image).toMatchObject(size);
  });
});
