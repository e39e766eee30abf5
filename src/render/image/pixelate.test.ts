import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { PixelateOperation } from '../../domain/effect-operation.ts';
import { drawCoordinates, makePlan, pixelsOf, render } from './coordinates.contract.ts';

const size = { width: 100, height: 60 };
const source = await drawCoordinates(size).png().toBuffer();
const all = { left: 0, top: 0, ...size };

async function pixelate(operation: Partial<PixelateOperation>, picture = source) {
  const whole: PixelateOperation = { kind: 'pixelate', side: 10, ...all, ...operation };
  return await pixelsOf(await render(picture, makePlan({ format: 'png', ...size }, [whole])));
}

describe('squares', () => {
  it('have one colour each, the mean of what was there', async () => {
    const [before, after] = [await pixelsOf(source), await pixelate({})];
    expect(after.at(0, 0)).toEqual(after.at(9, 9));
    expect(after.at(10, 0)).not.toEqual(after.at(9, 0));
    const means = (column: number) => {
      const reds = Array.from({ length: 10 }, (_, x) => before.at(column + x, 0)[0] ?? 0);
      return Math.round(reds.reduce((sum, red) => sum + red, 0) / 10);
    };
    for (const column of [0, 40, 90]) expect(after.at(column + 5, 5)[0]).toBe(means(column));
  });

  it('begin at the corner of the region, and end at its edge', async () => {
    const [before, after] = [
      await pixelsOf(source),
      await pixelate({ left: 13, top: 7, width: 25, height: 12 }),
    ];
    for (const [x, y] of [
      [12, 10],
      [38, 10],
      [20, 6],
      [20, 19],
    ] as const)
      expect(after.at(x, y)).toEqual(before.at(x, y));
    expect(after.at(13, 7)).toEqual(after.at(22, 16));
    expect(after.at(33, 17)).toEqual(after.at(37, 18));
    expect(after.at(33, 17)).not.toEqual(after.at(32, 17));
  });

  it('larger than the picture leave one colour', async () => {
    const picture = await pixelate({ side: 1000 });
    expect(picture.at(0, 0)).toEqual(picture.at(99, 59));
  });

  it('do not mix in the colour of what is transparent', async () => {
    const data = Buffer.alloc(size.width * size.height * 4);
    for (let pixel = 0; pixel < size.width * size.height; pixel += 1)
      data.set(pixel % size.width < 5 ? [255, 0, 0, 0] : [0, 0, 255, 255], pixel * 4);
    const blue = await sharp(data, { raw: { ...size, channels: 4 } })
      .png()
      .toBuffer();
    const picture = await pixelate({}, blue);
    expect(picture.at(0, 0)).toEqual([0, 0, 255, 128]);
    expect(picture.at(20, 20)).toEqual([0, 0, 255, 255]);
  });

  it('are drawn on each frame of its own', async () => {
    const frames = await Promise.all(
      ['#f00', '#00f'].map((background) =>
        sharp({ create: { ...size, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );
    const animation = await sharp(frames, { join: { animated: true } })
      .webp({ lossless: true })
      .toBuffer();
    const operation: PixelateOperation = { kind: 'pixelate', side: 64, ...all };
    const plan = makePlan({ format: 'webp', ...size, frames: 'all' }, [operation], {
      format: 'webp',
      lossless: true,
    });
    const picture = await pixelsOf(await render(animation, plan), { animated: true });
    expect(picture.at(5, 59).slice(0, 3)).toEqual([255, 0, 0]);
    expect(picture.at(5, 61).slice(0, 3)).toEqual([0, 0, 255]);
  });
});
