import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Operation } from '../../domain/plan.ts';
import { drawCoordinates, makePlan, pixelsOf, render } from './coordinates.contract.ts';

const size = { width: 60, height: 40 };
const red = { r: 255, g: 0, b: 0, alpha: 1 };
const clear = { r: 0, g: 0, b: 0, alpha: 0 };
const border: Operation = { kind: 'extend', left: 5, top: 5, right: 5, bottom: 5, colour: red };
const cut: Operation[] = [
  { kind: 'resize', width: 50, height: 33 },
  { kind: 'crop', left: 5, top: 0, width: 40, height: 33 },
];
const gradient: Operation = { kind: 'gradient', degrees: 90, length: 100, from: clear, to: clear };

describe('from pass to pass', () => {
  it('a border around a cut keeps its place', async () => {
    const source = await drawCoordinates(size).png().toBuffer();
    for (const next of [gradient, { kind: 'flip', horizontal: true, vertical: false } as const]) {
      const plan = makePlan({ format: 'png', ...size }, [...cut, border, next]);
      const picture = await pixelsOf(await render(source, plan));
      expect(picture).toMatchObject({ width: 50, height: 43 });
      expect(picture.at(2, 20).slice(0, 3)).toEqual([255, 0, 0]);
      expect(picture.at(47, 20).slice(0, 3)).toEqual([255, 0, 0]);
      expect(picture.at(25, 20)[2]).toBe(128);
    }
  });

  it('each frame has its own border', async () => {
    const frames = await Promise.all(
      ['#00ff00', '#0000ff'].map((background) =>
        sharp({ create: { ...size, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );
    const source = await sharp(frames, { join: { animated: true } })
      .webp({ lossless: true })
      .toBuffer();
    const operations: Operation[] = [{ kind: 'blur', sigma: 1 }, ...cut, border, gradient];
    const plan = makePlan({ format: 'webp', ...size, frames: 'all' }, operations, {
      format: 'webp',
      lossless: true,
    });
    const stack = await pixelsOf(await render(source, plan), { animated: true });
    expect(stack).toMatchObject({ width: 50, height: 86 });
    for (const top of [0, 43]) {
      for (const [x, y] of [
        [2, 2],
        [25, 2],
        [25, 40],
        [47, 20],
      ] as const)
        expect(stack.at(x, top + y).slice(0, 3)).toEqual([255, 0, 0]);
    }
    expect(stack.at(25, 20).slice(0, 3)).toEqual([0, 255, 0]);
    expect(stack.at(25, 63).slice(0, 3)).toEqual([0, 0, 255]);
  });

  it('metadata and profile stay with a picture that is drawn anew', async () => {
    const source = await drawCoordinates(size)
      .withIccProfile('p3')
      .withExif({ IFD0: { Copyright: 'somebody' } })
      .jpeg()
      .toBuffer();
    const operations: Operation[] = [
      { kind: 'colorize', colour: red, amount: 1 },
      { kind: 'arc', degrees: 90, width: 93, height: 51 },
    ];
    const output = { format: 'webp', keepMetadata: true, keepProfile: true } as const;
    const bytes = await render(source, makePlan({ format: 'jpeg', ...size }, operations, output));
    const { exif, icc, width, height, hasAlpha } = await sharp(bytes).metadata();
    expect({ width, height, hasAlpha }).toEqual({ width: 93, height: 51, hasAlpha: true });
    expect(exif?.toString('latin1')).toContain('somebody');
    expect(icc).toBeDefined();
  });

  it('an opaque picture stays so', async () => {
    const source = await drawCoordinates(size)
      .withExif({ IFD0: { Copyright: 'somebody' } })
      .jpeg()
      .toBuffer();
    const plan = makePlan({ format: 'jpeg', ...size }, [gradient], { format: 'webp', keepMetadata: true });
    expect(await sharp(await render(source, plan)).metadata()).toMatchObject({ hasAlpha: false });
  });
});
