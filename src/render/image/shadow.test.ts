import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Operation } from '../../domain/plan.ts';
import { makePlan, pixelsOf, render } from './coordinates.contract.ts';

const size = { width: 100, height: 100 };
/** A red square of 40 in the middle, standing at row 70. */
const square = await sharp({ create: { ...size, channels: 4, background: '#0000' } })
  .composite([
    { input: { create: { width: 40, height: 40, channels: 3, background: '#ff0000' } }, left: 30, top: 30 },
  ])
  .png()
  .toBuffer();

async function draw(operation: Operation, source = square) {
  return await pixelsOf(await render(source, makePlan({ format: 'png', ...size }, [operation])));
}

/** Spec image-transformations §7.8. */
describe('a shadow', () => {
  it('lies beside the picture, as dark as it is strong, and the canvas stays', async () => {
    const picture = await draw({ kind: 'shadow', left: 20, top: 10, sigma: 0, opacity: 0.4 });
    expect(picture).toMatchObject(size);
    expect(picture.at(80, 60)).toEqual([0, 0, 0, 102]);
    expect(picture.at(50, 50)).toEqual([255, 0, 0, 255]);
    expect(picture.at(20, 20)[3]).toBe(0);
    expect(picture.at(80, 35)[3]).toBe(0);
  });

  it('goes to the other side for negative offsets, and is cut at the edge', async () => {
    const picture = await draw({ kind: 'shadow', left: -50, top: -50, sigma: 0, opacity: 1 });
    expect(picture.at(10, 10)).toEqual([0, 0, 0, 255]);
    expect(picture.at(99, 99)[3]).toBe(0);
    expect(picture.at(25, 25)[3]).toBe(0);
  });

  it('that leaves the canvas is gone', async () => {
    const picture = await draw({ kind: 'shadow', left: 100, top: -100, sigma: 0, opacity: 1 });
    expect(picture.at(90, 90)[3]).toBe(0);
    expect(picture.at(50, 50)).toEqual([255, 0, 0, 255]);
  });

  it('has a soft edge', async () => {
    const picture = await draw({ kind: 'shadow', left: 10, top: 10, sigma: 5, opacity: 1 });
    const alphas = [76, 80, 84, 90].map((x) => picture.at(x, 60)[3] ?? 0);
    expect(alphas).toEqual(alphas.toSorted((a, b) => b - a));
    expect(alphas[1]).toBeGreaterThan(60);
    expect(alphas[1]).toBeLessThan(200);
  });

  it('shows through what is half transparent', async () => {
    const veil = await sharp({ create: { ...size, channels: 4, background: '#ff000080' } })
      .png()
      .toBuffer();
    const picture = await draw({ kind: 'shadow', left: 0, top: 0, sigma: 0, opacity: 1 }, veil);
    const [red = 0, , , alpha = 0] = picture.at(50, 50);
    expect(alpha).toBeGreaterThan(185);
    expect(red).toBeLessThan(180);
  });
});

describe('a shadow on the ground', () => {
  const cast = (azimuth: number, elevation = 45): Operation => ({
    kind: 'cast-shadow',
    azimuth,
    elevation,
    opacity: 1,
  });
  const alphaAt = async (operation: Operation, x: number, y: number) =>
    (await draw(operation)).at(x, y)[3] ?? 0;

  it('falls away from the light, and lies still where the picture is', async () => {
    const picture = await draw(cast(215));
    expect(picture.at(82, 58)[3]).toBeGreaterThan(200);
    expect(picture.at(15, 58)[3]).toBe(0);
    expect(picture.at(50, 50)).toEqual([255, 0, 0, 255]);
  });

  it('falls to the left of a light from the right, and towards us from a light behind', async () => {
    expect(await alphaAt(cast(90), 18, 67)).toBeGreaterThan(100);
    expect(await alphaAt(cast(90), 95, 67)).toBe(0);
    expect(await alphaAt(cast(270), 81, 67)).toBeGreaterThan(100);
    expect(await alphaAt(cast(0), 50, 80)).toBeGreaterThan(200);
    expect(await alphaAt(cast(0), 50, 20)).toBe(0);
  });

  it('is longer when the light is lower, and never without end', async () => {
    expect(await alphaAt(cast(0, 60), 50, 90)).toBe(0);
    expect(await alphaAt(cast(0, 40), 50, 90)).toBeGreaterThan(100);
    expect(await alphaAt(cast(0, 0), 50, 95)).toBeGreaterThan(200);
  });

  it('lies where the light comes from the side as it does where it comes from the other', async () => {
    const [left, right] = [await draw(cast(90)), await draw(cast(270))];
    for (const [x, y] of [
      [5, 66],
      [15, 68],
      [25, 69],
    ] as const) {
      expect(Math.abs((left.at(x, y)[3] ?? 0) - (right.at(99 - x, y)[3] ?? 0))).toBeLessThan(3);
    }
  });

  it('is as dark as it is strong', async () => {
    const picture = await draw({ kind: 'cast-shadow', azimuth: 0, elevation: 45, opacity: 0.4 });
    expect(picture.at(50, 75)).toEqual([0, 0, 0, 102]);
  });

  it('is sharp at the feet, and softer the farther it lies from them', async () => {
    const picture = await draw(cast(0, 30));
    /** Between nothing and darkness, across the left edge. */
    const softPixels = (y: number) =>
      Array.from({ length: 100 }, (_, x) => picture.at(x, y)[3] ?? 0)
        .slice(0, 50)
        .filter((alpha) => alpha > 8 && alpha < 247).length;
    expect(softPixels(72)).toBeLessThanOrEqual(3);
    expect(softPixels(97)).toBeGreaterThan(softPixels(72));
  });

  it('stands on the figure, not on what a cutter has left below it', async () => {
    const dirty = await sharp(square)
      .composite([
        {
          input: { create: { width: 3, height: 3, channels: 4, background: '#00000010' } },
          left: 0,
          top: 97,
        },
      ])
      .png()
      .toBuffer();
    expect((await draw(cast(0), dirty)).at(50, 75)[3]).toBeGreaterThan(200);
  });

  it('of an opaque picture is nowhere to be seen', async () => {
    const opaque = await sharp({ create: { ...size, channels: 3, background: '#123456' } })
      .png()
      .toBuffer();
    expect((await draw(cast(215), opaque)).at(90, 90).slice(0, 3)).toEqual([0x12, 0x34, 0x56]);
  });

  it('of nothing is nothing', async () => {
    const nothing = await sharp({ create: { ...size, channels: 4, background: '#0000' } })
      .png()
      .toBuffer();
    expect((await draw(cast(215), nothing)).at(50, 50)[3]).toBe(0);
  });
});
