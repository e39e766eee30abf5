import sharp, { type Sharp } from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { trailerBytes } from '../../domain/file-trailer.ts';
import type { OutputFormat, PlanOutput } from '../../domain/plan.ts';
import { makePlan, render } from './coordinates.contract.ts';
import { drawGrainyScene } from './grainy-scene.contract.ts';
import { createJudge } from './look/judge.ts';

const size = { width: 200, height: 150 };
let picture: Buffer;

beforeAll(async () => {
  const { data } = drawGrainyScene(size.width, size.height);
  picture = await sharp(data, { raw: { ...size, channels: 3 } })
    .withExif({ IFD0: { Copyright: 'Ada' } })
    .png()
    .toBuffer();
});

async function write(output: Partial<PlanOutput>, source = picture): Promise<Buffer> {
  const file = await render(source, makePlan({ format: 'png', ...size }, [], output));
  return file.subarray(0, -trailerBytes);
}

describe('a file of at most so many bytes', () => {
  it.each<[OutputFormat, number]>([
    ['jpeg', 80],
    ['webp', 80],
    ['avif', 80],
    ['png', 100],
    ['gif', 80],
  ])('is found, as good as it can be: %s, from %i downwards', async (format, quality) => {
    const largest = (await write({ format, quality })).length;
    const maxBytes = Math.round(largest * 0.6);
    const file = await write({ format, quality, maxBytes });
    expect(file.length).toBeLessThanOrEqual(maxBytes);
    expect(file.length).toBeGreaterThan(maxBytes * 0.6);
    expect((await sharp(file).metadata()).width).toBe(size.width);
  });

  it('is written as it would have been where that fits', async () => {
    const plain = await write({ format: 'webp', quality: 60 });
    expect(await write({ format: 'webp', quality: 60, maxBytes: plain.length })).toEqual(plain);
  });

  it('has its metadata counted in', async () => {
    const plan = { format: 'jpeg', quality: 80, keepMetadata: true, keepProfile: false } as const;
    const maxBytes = Math.round((await write(plan)).length * 0.5);
    const file = await write({ ...plan, maxBytes });
    expect(file.length).toBeLessThanOrEqual(maxBytes);
    expect((await sharp(file).metadata()).exif).toBeDefined();
  });

  it('keeps every frame', async () => {
    const frames = await Promise.all(
      [0, 120].map((hue) => sharp(picture).modulate({ hue }).png().toBuffer()),
    );
    const animation = await sharp(frames, { join: { animated: true } })
      .webp({ quality: 90 })
      .toBuffer();
    const write = (maxBytes?: number) =>
      render(
        animation,
        makePlan({ format: 'webp', ...size, frames: 'all' }, [], {
          format: 'webp',
          ...(maxBytes !== undefined && { maxBytes }),
        }),
      );
    const maxBytes = Math.round((await write()).length * 0.6);
    const file = await write(maxBytes);
    expect(file.length - trailerBytes).toBeLessThanOrEqual(maxBytes);
    expect((await sharp(file).metadata()).pages).toBe(2);
  });

  it('is refused, with the least that can be, where there is none', async () => {
    await expect(write({ format: 'jpeg', maxBytes: 300 })).rejects.toMatchObject({
      code: 'invalid',
      reason: expect.stringMatching(/^ELIMIT - x-maxbytes: .* smaller than \d+ bytes$/),
    });
  });
});

describe('a file that looks like the picture', () => {
  it.each<[OutputFormat, number]>([
    ['jpeg', 50],
    ['jpeg', 75],
    ['webp', 60],
    ['avif', 70],
  ])('%s, likeness %i', async (format, likeness) => {
    const judge = await createJudge(sharp(picture));
    const score = await judge(await write({ format, likeness }));
    expect(score).toBeGreaterThanOrEqual(likeness);
    expect(score).toBeLessThan(likeness + 6);
  });

  it('is the best there is where none looks so much like it', async () => {
    const [found, best] = [
      await write({ format: 'jpeg', likeness: 100 }),
      await write({ format: 'jpeg', quality: 100 }),
    ];
    expect(found).toEqual(best);
  });

  it.each([
    ['grey', (source: Sharp) => source.toColourspace('b-w')],
    ['with alpha', (source: Sharp) => source.ensureAlpha(0.5)],
    ['large', (source: Sharp) => source.resize(900, 700)],
    ['narrow', (source: Sharp) => source.resize(3000, 200, { fit: 'fill' })],
  ])('is judged when it is %s', async (_, change) => {
    const source = await change(sharp(picture)).png().toBuffer();
    const judge = await createJudge(sharp(source));
    expect(await judge(source)).toBe(100);
    expect(await judge(await sharp(source).webp({ quality: 10 }).toBuffer())).toBeLessThan(80);
  });
});
