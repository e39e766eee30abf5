import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import type { MediaFacts } from '../../domain/media-facts.ts';
import { drawCoordinates, limitsOf } from '../image/coordinates.contract.ts';
import { probe } from './probe.ts';

const folder = await mkdtemp(join(tmpdir(), 'probe-'));
afterAll(() => rm(folder, { recursive: true }));

let files = 0;
async function probeBytes(bytes: Buffer | string, name: string, maxPixels = 1_000_000): Promise<MediaFacts> {
  files += 1;
  const path = join(folder, String(files));
  await writeFile(path, bytes);
  return await probe(path, name, limitsOf(maxPixels));
}

const size = { width: 120, height: 80 };
const picture = () => drawCoordinates(size);
const pngBytes = await picture().png().toBuffer();
const svg = (attributes: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" ${attributes}><path d="M0 0h9v9z"/></svg>`;

describe('says what bytes are', () => {
  it.each<[string, string | Buffer, string, string, string]>([
    ['a picture under a wrong name', pngBytes, 'a.txt', 'image/png', 'image'],
    ['a document', '%PDF-1.7\n%âãÏÓ\n', 'a.jpg', 'application/pdf', 'raw'],
    [
      'an archive',
      Buffer.from('504b0506000000000000000000000000000000000000', 'hex'),
      'a',
      'application/zip',
      'raw',
    ],
    ['sound', Buffer.from('664c614300000022', 'hex'), 'a', 'audio/flac', 'audio'],
    [
      'a film',
      Buffer.from('000000186674797069736f6d0000020069736f6d6d703432', 'hex'),
      'a.mp4',
      'video/mp4',
      'video',
    ],
    [
      'a bitmap, which is not decoded',
      Buffer.concat([Buffer.from('BM'), Buffer.alloc(60)]),
      'a.bmp',
      'image/bmp',
      'image',
    ],
    [
      'a photograph of a telephone, which is not decoded',
      Buffer.from('0000001c667479706865696300000000686569636d696631', 'hex'),
      'a.heic',
      'image/heic',
      'image',
    ],
    ['a style sheet', 'a { color: red }', 'main.CSS', 'text/css', 'raw'],
    ['a table', 'a,b\n1,2\n', 'table.csv', 'text/csv', 'raw'],
    ['a web page', '<!doctype html><title>Hallo</title>', 'index.html', 'text/html', 'raw'],
    ['a script', 'let a = 1;', 'a.min.js', 'text/javascript', 'raw'],
    ['data', '{"a":1}', 'a.json', 'application/json', 'raw'],
    ['captions', 'WEBVTT\n\n', 'a.vtt', 'text/vtt', 'raw'],
    ['XML', '<?xml version="1.0"?><a/>', 'a.xml', 'application/xml', 'raw'],
    ['XHTML', '<?xml version="1.0"?><html/>', 'a.html', 'text/html', 'raw'],
    ['text in another tongue', 'Größe 尺寸', 'a.txt', 'text/plain', 'raw'],
    ['text without an extension', 'Hallo', 'readme', 'application/octet-stream', 'raw'],
    ['text with an unknown extension', 'Hallo', 'a.unknown', 'application/octet-stream', 'raw'],
    [
      'bytes that only claim to be text',
      Buffer.from([1, 2, 0, 255]),
      'a.txt',
      'application/octet-stream',
      'raw',
    ],
    ['nothing', '', 'a.png', 'application/octet-stream', 'raw'],
    ['a drawing', svg('viewBox="0 0 10 10"'), 'a.svg', 'image/svg+xml', 'image'],
    ['a drawing under another name', svg('viewBox="0 0 10 10"'), 'logo', 'image/svg+xml', 'image'],
    [
      'a drawing behind a prolog',
      `\uFEFF<?xml version="1.0"?>\n<!-- <svg> -->\n<!DOCTYPE svg [<!ENTITY a "b">]>\n${svg('viewBox="0 0 10 10"')}`,
      'a.xml',
      'image/svg+xml',
      'image',
    ],
    ['a page with a drawing in it', `<html>${svg('')}</html>`, 'a.svg', 'application/octet-stream', 'raw'],
    [
      'a picture that breaks off at once',
      Buffer.from('ffd8ffe000104a464946', 'hex'),
      'a.jpg',
      'image/jpeg',
      'image',
    ],
  ])('%s', async (_, bytes, name, mime, kind) => {
    expect(await probeBytes(bytes, name)).toMatchObject({ mime, kind });
  });

  it('leaves the picture out when it cannot be decoded', async () => {
    expect(await probeBytes(Buffer.from('ffd8ffe000104a464946', 'hex'), 'a.jpg')).toEqual({
      mime: 'image/jpeg',
      kind: 'image',
    });
    const broken = Buffer.from(pngBytes).fill(7, 20, 60);
    expect(await probeBytes(broken, 'a.png')).toEqual({ mime: 'image/png', kind: 'image' });
  });
});

describe('looks at pictures', () => {
  it.each(['jpeg', 'png', 'webp', 'gif', 'avif', 'tiff'] as const)('%s', async (format) => {
    const { image } = await probeBytes(await picture().toFormat(format).toBuffer(), 'a');
    expect(image).toMatchObject({ format, ...size, isOpaque: true, frames: 1, hasProfile: false });
    expect(image?.perceptualHash).toMatch(/^[0-9a-f]{16}$/);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('size is upright for orientation %i', async (orientation) => {
    const { image } = await probeBytes(await picture().withMetadata({ orientation }).jpeg().toBuffer(), 'a');
    const upright = orientation < 5 ? size : { width: 80, height: 120 };
    expect(image).toMatchObject({ ...upright, orientation });
  });

  it('tells alpha that is used from alpha that is full everywhere', async () => {
    const full = await drawCoordinates(size, 4).png().toBuffer();
    expect((await probeBytes(full, 'a')).image).toMatchObject({ hasAlpha: true, isOpaque: true });
    const hole = await sharp(full)
      .composite([
        {
          input: {
            create: { width: 1, height: 1, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0.9 } },
          },
          left: 50,
          top: 60,
          blend: 'dest-in',
        },
      ])
      .png()
      .toBuffer();
    expect((await probeBytes(hole, 'a')).image).toMatchObject({ hasAlpha: true, isOpaque: false });
    const grey = await sharp({
      create: { ...size, channels: 4, background: { r: 9, g: 9, b: 9, alpha: 0.5 } },
    })
      .toColourspace('b-w')
      .png()
      .toBuffer();
    expect((await probeBytes(grey, 'a')).image).toMatchObject({ hasAlpha: true, isOpaque: false });
  });

  it.each(['gif', 'webp'] as const)(
    'counts the frames of a %s, and gives the size of one',
    async (format) => {
      const frames = [1, 2, 3].map((shade) => ({
        create: { ...size, channels: 3 as const, background: { r: 80 * shade, g: 0, b: 0 } },
      }));
      const inputs = await Promise.all(frames.map((frame) => sharp(frame).png().toBuffer()));
      const bytes = await sharp(inputs, { join: { animated: true } })
        .toFormat(format)
        .toBuffer();
      expect((await probeBytes(bytes, 'a')).image).toMatchObject({ ...size, frames: 3 });
    },
  );

  it('reads density and profile', async () => {
    const bytes = await picture().withMetadata({ density: 300 }).jpeg().toBuffer();
    expect((await probeBytes(bytes, 'a')).image).toMatchObject({ density: 300, hasProfile: true });
  });

  it.each([
    ['nothing', picture(), false],
    ['EXIF', picture().withExif({ IFD0: { Artist: 'Talbot' } }), true],
    ['XMP', picture().withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"/>'), true],
  ])('sees whether there is metadata: %s', async (_, pipeline, hasMetadata) => {
    expect((await probeBytes(await pipeline.jpeg().toBuffer(), 'a')).image).toMatchObject({ hasMetadata });
  });

  it.each([10, 40, 50, 75, 80, 95, 100])('estimates JPEG quality %i', async (quality) => {
    const { image } = await probeBytes(await picture().jpeg({ quality }).toBuffer(), 'a');
    expect(Math.abs((image?.jpegQuality ?? 0) - quality)).toBeLessThanOrEqual(1);
  });

  it('knows the size of a picture that is too large to be decoded', async () => {
    const { image } = await probeBytes(await picture().png().toBuffer(), 'a', 100);
    expect(image).toMatchObject(size);
    expect(image?.perceptualHash).toBeUndefined();
  });

  it.each([
    ['viewBox="0 0 158 33"', { width: 158, height: 33 }],
    ['viewBox="0,0,158.4,32.6" width="10" height="10"', { width: 158, height: 33 }],
    ["width='64px' height='1in'", { width: 64, height: 96 }],
    ['width="100%" height="100%" viewBox="-5 -5 20 10"', { width: 20, height: 10 }],
  ])('a drawing with %s', async (attributes, expected) => {
    const facts = await probeBytes(svg(attributes), 'a.svg');
    expect(facts.image).toMatchObject({
      format: 'svg',
      ...expected,
      hasAlpha: true,
      isOpaque: false,
      frames: 1,
    });
  });
});

describe('perceptual hash', () => {
  const scene = (offset: number) =>
    sharp(
      Buffer.from(
        `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"><rect width="400" height="300" fill="#68a"/><circle cx="${100 + offset}" cy="120" r="70" fill="#fc3"/><rect x="${220 - offset}" y="${180 - offset}" width="150" height="90" fill="#242"/></svg>`,
      ),
    );
  const hashOf = async (bytes: Buffer) => (await probeBytes(bytes, 'a')).image?.perceptualHash ?? '';

  it('is near for the same picture in another size and format, far for another picture', async () => {
    const original = await hashOf(await scene(0).png().toBuffer());
    const copy = await hashOf(await scene(0).resize(217).jpeg({ quality: 40 }).toBuffer());
    const other = await hashOf(await scene(150).png().toBuffer());
    expect(differentBits(original, copy)).toBeLessThanOrEqual(8);
    expect(differentBits(original, other)).toBeGreaterThan(12);
  });

  function differentBits(one: string, two: string): number {
    const difference = BigInt(`0x${one}`) ^ BigInt(`0x${two}`);
    return [...difference.toString(2)].filter((bit) => bit === '1').length;
  }
});
