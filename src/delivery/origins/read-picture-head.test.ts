import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { readPictureHead } from './read-picture-head.ts';

const plain = () => sharp({ create: { width: 321, height: 123, channels: 3, background: '#36a' } });
const fixture = (name: string) => readFile(join(import.meta.dirname, '../../../test/fixtures', name));

describe('the head of a picture', () => {
  it.each<[string, (picture: Sharp) => Sharp]>([
    ['PNG', (picture) => picture.png()],
    ['JPEG', (picture) => picture.jpeg()],
    ['progressive JPEG with a profile', (picture) => picture.withMetadata().jpeg({ progressive: true })],
    ['GIF', (picture) => picture.gif()],
    ['lossy WebP', (picture) => picture.webp()],
    ['lossless WebP', (picture) => picture.webp({ lossless: true })],
    ['extended WebP', (picture) => picture.withMetadata().webp()],
    ['AVIF', (picture) => picture.avif({ effort: 0 })],
  ])('tells the size: %s', async (_, write) => {
    const bytes = await write(plain()).toBuffer();
    expect(readPictureHead(bytes.subarray(0, 32 * 1024))).toEqual({
      kind: 'picture',
      width: 321,
      height: 123,
    });
  });

  it.each(['plain.jxl', 'held.heic'])('may leave the size to a decoder: %s', async (name) => {
    expect(readPictureHead(await fixture(name)).kind).toMatch(/^picture/);
  });

  it('leaves a TIFF, and a JPEG whose metadata are long, to a decoder', async () => {
    const unknown = { kind: 'picture of unknown size' };
    expect(readPictureHead(await plain().tiff().toBuffer())).toEqual(unknown);
    const segment = Buffer.concat([Buffer.from([0xff, 0xe1, 0xff, 0xff]), Buffer.alloc(0xfffd)]);
    const jpeg = await plain().jpeg().toBuffer();
    expect(readPictureHead(Buffer.concat([jpeg.subarray(0, 2), segment]))).toEqual(unknown);
  });

  it.each<[string, Buffer]>([
    ['a PNG without a header', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\x0dIDAT\0\0\0\0', 'latin1')],
    ['a PNG that breaks off', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')],
    ['a PNG without pixels', Buffer.from(`\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR${'\0'.repeat(13)}`, 'latin1')],
    ['a GIF without pixels', Buffer.from('GIF89a\0\0\0\0', 'latin1')],
    ['a WebP of nothing known', Buffer.from('RIFF\0\0\0\0WEBPJUNK', 'latin1')],
    ['a JPEG of noise', Buffer.from(`\xff\xd8\xff\xe0\0\x04ab${'noise'.repeat(20)}`, 'latin1')],
  ])('is broken: %s', (_, head) => {
    expect(readPictureHead(head)).toEqual({ kind: 'broken' });
  });

  it.each(['', 'p { color: red }', '%PDF-1.7', '<svg xmlns="http://www.w3.org/2000/svg"/>', '8BPS'])(
    'is none: %s',
    (text) => {
      expect(readPictureHead(Buffer.from(text))).toEqual({ kind: 'other' });
    },
  );

  it('never fails, wherever it ends and whatever it holds', async () => {
    for (const bytes of [
      await plain().jpeg().toBuffer(),
      await plain().webp().toBuffer(),
      await plain().avif().toBuffer(),
    ]) {
      for (let length = 0; length < 400; length += 1) {
        const head = Buffer.from(bytes.subarray(0, length));
        expect(readPictureHead(head).kind).toBeTypeOf('string');
        head.fill(0xff, Math.floor(length / 2));
        expect(readPictureHead(head).kind).toBeTypeOf('string');
      }
    }
  });
});
