import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { UnsharpOperation } from '../../domain/effect-operation.ts';
import type { Operation } from '../../domain/plan.ts';
import { makePlan, pixelsOf, render } from './coordinates.contract.ts';

const size = { width: 60, height: 40 };
/** Dark grey left, light grey right, with an edge that is a little soft. */
const edge = await sharp({ create: { ...size, channels: 3, background: '#606060' } })
  .composite([
    { input: { create: { width: 30, height: 40, channels: 3, background: '#a0a0a0' } }, left: 30, top: 0 },
  ])
  .blur(1)
  .png()
  .toBuffer();

const plain = await sharp({ create: { ...size, channels: 3, background: '#606060' } })
  .png()
  .toBuffer();

async function rowOf(operations: Operation[], source = edge): Promise<number[]> {
  const pixels = await pixelsOf(await render(source, makePlan({ format: 'png', ...size }, operations)));
  return Array.from({ length: size.width }, (_, x) => pixels.at(x, 20)[0] ?? 0);
}

/** How far the row leaves the two greys on either side of the edge. */
async function overshoot(operations: Operation[], source = edge): Promise<number> {
  const row = await rowOf(operations, source);
  return Math.max(...row) - 0xa0 + (0x60 - Math.min(...row));
}

const unsharp = (more: Partial<UnsharpOperation> = {}): UnsharpOperation => ({
  kind: 'unsharp',
  radius: 2,
  sigma: 2,
  amount: 0.8,
  threshold: 0.024,
  ...more,
});

/** Spec image-transformations §7.6. */
describe('sharpening', () => {
  it('raises edges, and more with a larger amount', async () => {
    const amounts = [0.5, 2, 4];
    const raised: number[] = [];
    for (const amount of amounts) raised.push(await overshoot([{ kind: 'sharpen', amount }]));
    expect(await overshoot([])).toBe(0);
    expect(raised[0]).toBeGreaterThan(0);
    expect(raised).toEqual(raised.toSorted((a, b) => a - b));
    expect(await overshoot([{ kind: 'sharpen' }])).toBeGreaterThan(0);
  });

  it('leaves plain areas and hues alone', async () => {
    const source = await sharp({ create: { ...size, channels: 3, background: '#4080c0' } })
      .png()
      .toBuffer();
    const plan = makePlan({ format: 'png', ...size }, [{ kind: 'sharpen', amount: 4 }]);
    expect((await pixelsOf(await render(source, plan))).at(30, 20)).toEqual([0x40, 0x80, 0xc0]);
  });
});

/** Spec image-transformations §7.7. */
describe('an unsharp mask', () => {
  it('adds the difference to the blurred picture', async () => {
    const blurred = await pixelsOf(await sharp(edge).blur(2).png().toBuffer());
    const before = await rowOf([]);
    const after = await rowOf([unsharp({ radius: 0, amount: 1, threshold: 0 })]);
    for (let x = 20; x < 40; x += 1) {
      const [own = 0, mixed = 0] = [before[x], blurred.at(x, 20)[0]];
      expect(Math.abs((after[x] ?? 0) - (own + (own - mixed)))).toBeLessThanOrEqual(2);
    }
  });

  it('reaches as far as its radius', async () => {
    const near = await rowOf([unsharp({ radius: 1, sigma: 5, amount: 4, threshold: 0 })]);
    const far = await rowOf([unsharp({ radius: 10, sigma: 5, amount: 4, threshold: 0 })]);
    expect(near[22]).toBe(0x60);
    expect(far[22]).toBeLessThan(0x60);
  });

  it('leaves differences below the threshold', async () => {
    expect(await overshoot([unsharp({ threshold: 1 })])).toBe(0);
    expect(await overshoot([unsharp({ threshold: 0.2 })])).toBeLessThan((await overshoot([unsharp()])) + 1);
  });

  it.each([0, 1, 2, 10, 20])('of radius %i leaves plain areas as they are', async (radius) => {
    for (const sigma of [0.5, 1, 5, 50]) {
      const row = await rowOf([unsharp({ radius, sigma, amount: 100, threshold: 0 })], plain);
      expect(new Set(row), `sigma ${sigma}`).toEqual(new Set([0x60]));
    }
  });

  it('keeps alpha', async () => {
    const source = await sharp({ create: { ...size, channels: 4, background: '#40404080' } })
      .png()
      .toBuffer();
    const pixels = await pixelsOf(await render(source, makePlan({ format: 'png', ...size }, [unsharp()])));
    expect(pixels.at(30, 20)).toEqual([0x40, 0x40, 0x40, 0x80]);
  });
});

/** Spec image-transformations §7.5. */
describe('a stretched contrast', () => {
  it('reaches from black to white', async () => {
    const row = await rowOf([{ kind: 'contrast' }]);
    expect(Math.min(...row)).toBeLessThan(16);
    expect(Math.max(...row)).toBeGreaterThan(240);
  });

  it('comes before what else the step does', async () => {
    const row = await rowOf([{ kind: 'contrast' }, { kind: 'blur', sigma: 8 }]);
    expect(Math.min(...row)).toBeLessThan(16);
    expect(row[30]).toBeGreaterThan(100);
  });
});
