import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { OutputFormat, PlanOutput } from '../../domain/plan.ts';
import { drawCoordinates, makePlan, pixelsOf, render } from './coordinates.contract.ts';

const size = { width: 120, height: 80 };
const upright = { width: 80, height: 120 };
const photograph = await drawCoordinates(size)
  .withMetadata({ orientation: 6, density: 300, exif: { IFD0: { Copyright: 'Ada', Model: 'Box' } } })
  .jpeg({ quality: 95 })
  .toBuffer();
/** More colourful than sRGB. */
const displayP3 = await drawCoordinates(size).withIccProfile('p3').png().toBuffer();

describe('each format', () => {
  it.each<[OutputFormat, string]>([
    ['jpeg', 'jpeg'],
    ['png', 'png'],
    ['webp', 'webp'],
    ['avif', 'heif'],
    ['gif', 'gif'],
  ])('%s is what was asked for, and carries nothing but pixels', async (format, found) => {
    const plan = makePlan({ format: 'jpeg', ...upright }, [], { format });
    const metadata = await sharp(await render(photograph, plan)).metadata();
    expect(metadata).toMatchObject({ ...upright, format: found, hasProfile: false });
    expect([metadata.exif, metadata.xmp, metadata.orientation]).toEqual([undefined, undefined, undefined]);
  });

  it.each<[OutputFormat]>([['png'], ['webp'], ['avif']])('%s can be without loss', async (format) => {
    const source = await drawCoordinates(size).png().toBuffer();
    const plan = makePlan({ format: 'png', ...size }, [], { format, lossless: true });
    const [before, after] = [await pixelsOf(source), await pixelsOf(await render(source, plan))];
    for (const [x, y] of [
      [3, 4],
      [77, 31],
      [119, 79],
    ] as const) {
      const differences = after
        .at(x, y)
        .map((value, index) => Math.abs(value - (before.at(x, y)[index] ?? 0)));
      expect(Math.max(...differences)).toBeLessThanOrEqual(format === 'avif' ? 2 : 0);
    }
  });

  it.each([true, false])('a JPEG is progressive when asked: %s', async (progressive) => {
    const plan = makePlan({ format: 'jpeg', ...upright }, [], { format: 'jpeg', progressive });
    expect(await sharp(await render(photograph, plan)).metadata()).toMatchObject({
      isProgressive: progressive,
      chromaSubsampling: '4:2:0',
    });
  });

  it('a PNG has all its colours, and a palette where some may be lost', async () => {
    const write = async (output: Partial<PlanOutput>) => {
      const written = await render(photograph, makePlan({ format: 'jpeg', ...upright }, [], output));
      return [written.includes('PLTE'), written.length] as const;
    };
    const [hasPalette, reduced] = await write({ quality: 60 });
    const [, whole] = await write({ quality: 100 });
    expect(hasPalette).toBe(true);
    expect(reduced).toBeLessThan(whole);
    expect(await write({ quality: 100 })).toEqual([false, whole]);
    expect(await write({ quality: 60, lossless: true })).toEqual([false, whole]);
  });

  it.each<[OutputFormat]>([['jpeg'], ['webp'], ['avif']])(
    '%s is smaller at lower quality',
    async (format) => {
      const noise = { type: 'gaussian' as const, mean: 128, sigma: 40 };
      const source = await sharp({ create: { ...size, channels: 3, background: '#000', noise } })
        .png()
        .toBuffer();
      const sizeAt = async (quality: number) =>
        (await render(source, makePlan({ format: 'png', ...size }, [], { format, quality }))).length;
      expect(await sizeAt(30)).toBeLessThan((await sizeAt(90)) / 2);
    },
  );
});

describe('what stays besides pixels', () => {
  it.each<[OutputFormat]>([['jpeg'], ['png'], ['webp'], ['avif']])(
    'EXIF in %s, upright, when asked',
    async (format) => {
      const plan = makePlan({ format: 'jpeg', ...upright }, [], { format, keepMetadata: true });
      const metadata = await sharp(await render(photograph, plan)).metadata();
      expect(metadata.exif?.toString('latin1')).toContain('Ada');
      expect(metadata.orientation ?? 1).toBe(1);
      expect(metadata).toMatchObject(upright);
    },
  );

  it('EXIF through several passes', async () => {
    const twice = [
      { kind: 'resize', width: 40, height: 60 },
      { kind: 'resize', width: 20, height: 30 },
    ] as const;
    const plan = makePlan({ format: 'jpeg', ...upright }, twice, { format: 'jpeg', keepMetadata: true });
    const metadata = await sharp(await render(photograph, plan)).metadata();
    expect(metadata.exif?.toString('latin1')).toContain('Ada');
    expect(metadata.orientation ?? 1).toBe(1);
  });

  it.each<[OutputFormat]>([['jpeg'], ['png']])(
    'the density in %s, and no EXIF of the source',
    async (format) => {
      const plan = makePlan({ format: 'jpeg', ...upright }, [], { format, density: 150 });
      const metadata = await sharp(await render(photograph, plan)).metadata();
      expect(metadata.density).toBe(150);
      expect(metadata.exif?.toString('latin1') ?? '').not.toContain('Ada');
    },
  );

  it('pixels become sRGB and the profile goes', async () => {
    const plan = makePlan({ format: 'png', ...size }, []);
    const result = await render(displayP3, plan);
    expect((await sharp(result).metadata()).hasProfile).toBe(false);
  });

  it('the profile and the pixels that belong to it, when asked, also through several passes', async () => {
    const resize = { kind: 'resize', ...size } as const;
    for (const operations of [[], [resize, resize]]) {
      const plan = makePlan({ format: 'png', ...size }, operations, { keepProfile: true });
      const result = await render(displayP3, plan);
      expect(
        (await sharp(result).metadata()).icc?.equals((await sharp(displayP3).metadata()).icc ?? Buffer.of()),
      ).toBe(true);
      const raw = { ignoreIcc: true };
      expect((await pixelsOf(result, raw)).at(60, 40)).toEqual((await pixelsOf(displayP3, raw)).at(60, 40));
    }
  });
});
