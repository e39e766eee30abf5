import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Operation } from '../../domain/plan.ts';
import { drawCoordinates, makePlan, pixelsOf, render } from './coordinates.contract.ts';

const size = { width: 60, height: 40 };
const red = { r: 255, g: 0, b: 0, alpha: 1 };
const plain = (background: string, channels: 3 | 4 = 3) =>
  sharp({ create: { ...size, channels, background } });

/** Two thirds of one green, a sixth of a darker one, a sixth of blue. */
const stripes = await plain('#30a030')
  .composite([
    { input: { create: { width: 10, height: 40, channels: 3, background: '#288c28' } }, left: 40, top: 0 },
    { input: { create: { width: 10, height: 40, channels: 3, background: '#0000ff' } }, left: 50, top: 0 },
  ])
  .removeAlpha()
  .png()
  .toBuffer();

async function colourAt(source: Buffer, operation: Operation, x = 30, y = 20) {
  return (await pixelsOf(await render(source, makePlan({ format: 'png', ...size }, [operation])))).at(x, y);
}

/** Spec image-transformations §7.13. */
describe('a tint', () => {
  const tint = (amount: number, colour = red): Operation => ({ kind: 'colorize', colour, amount });

  it('is what sharp calls so', async () => {
    const source = await drawCoordinates(size).png().toBuffer();
    const wanted = await pixelsOf(await sharp(source).tint({ r: 255, g: 0, b: 0 }).png().toBuffer());
    for (const [x, y] of [
      [0, 0],
      [20, 10],
      [40, 30],
      [59, 39],
    ] as const) {
      const actual = await colourAt(source, tint(1), x, y);
      const differences = wanted.at(x, y).map((value, channel) => Math.abs(value - (actual[channel] ?? -99)));
      expect(Math.max(...differences), `${actual} for ${wanted.at(x, y)}`).toBeLessThanOrEqual(3);
    }
  });

  it('of gray takes the colours away', async () => {
    const [r, g, b] = await colourAt(
      await plain('#2080c0').png().toBuffer(),
      tint(1, { ...red, r: 128, g: 128, b: 128 }),
    );
    expect([g, b]).toEqual([r, r]);
  });

  it('of half the intensity lies in the middle', async () => {
    const source = await plain('#2080c0').png().toBuffer();
    const [none = [], half = [], full = []] = [
      [0x20, 0x80, 0xc0],
      await colourAt(source, tint(0.5)),
      await colourAt(source, tint(1)),
    ];
    for (const channel of [0, 1, 2]) {
      const middle = ((none[channel] ?? 0) + (full[channel] ?? 0)) / 2;
      expect(Math.abs((half[channel] ?? 0) - middle)).toBeLessThanOrEqual(1);
    }
  });

  it('colours what was grey, and keeps alpha', async () => {
    const grey = await plain('#808080').toColourspace('b-w').png().toBuffer();
    const [r = 0, g = 255] = await colourAt(grey, tint(1));
    expect(r - g).toBeGreaterThan(60);
    const veil = await plain('#80808080', 4).png().toBuffer();
    expect((await colourAt(veil, tint(1)))[3]).toBe(128);
  });
});

/** Spec image-transformations §7.14. */
describe('another colour', () => {
  const replace = (more: object = {}): Operation => ({
    kind: 'replace-colour',
    to: red,
    tolerance: 35,
    ...more,
  });
  const green = { r: 0, g: 255, b: 0, alpha: 1 };
  it('takes the place of the most frequent one, and leaves the others', async () => {
    expect(await colourAt(stripes, replace(), 5)).toEqual([255, 0, 0]);
    expect(await colourAt(stripes, replace(), 55)).toEqual([0, 0, 255]);
  });

  it('keeps the shade', async () => {
    const [r = 255, g = 255] = await colourAt(stripes, replace(), 45);
    expect(r).toBeLessThan(250);
    expect(r - g).toBeGreaterThan(150);
  });

  it('takes the place of the named one', async () => {
    const named = replace({ to: green, from: { r: 0, g: 0, b: 255, alpha: 1 } });
    expect(await colourAt(stripes, named, 55)).toEqual([0, 255, 0]);
    expect(await colourAt(stripes, named, 5)).toEqual([0x30, 0xa0, 0x30]);
  });

  it.each([
    ['#00ff00', [255, 0, 0]],
    ['#00fe00', [0, 254, 0]],
  ])('without tolerance changes exact matches only: %s', async (colour, expected) => {
    const source = await plain(colour).png().toBuffer();
    expect(await colourAt(source, replace({ tolerance: 0, from: green }))).toEqual(expected);
  });

  it('fades towards the end of the tolerance', async () => {
    const source = await plain('#288c28').png().toBuffer();
    const at = async (tolerance: number) =>
      (await colourAt(source, replace({ tolerance, from: { r: 0x30, g: 0xa0, b: 0x30, alpha: 1 } })))[0] ?? 0;
    const [none, faded, whole] = [await at(8), await at(11), await at(40)];
    expect(none).toBe(0x28);
    expect(faded).toBeGreaterThan(none);
    expect(faded).toBeLessThan(whole);
  });

  it('counts nothing that cannot be seen', async () => {
    const source = await sharp({ create: { ...size, channels: 4, background: '#0000' } })
      .composite([
        { input: { create: { width: 10, height: 10, channels: 3, background: '#00ff00' } }, left: 0, top: 0 },
      ])
      .png()
      .toBuffer();
    expect(await colourAt(source, replace(), 5, 5)).toEqual([255, 0, 0, 255]);
    const nothing = await plain('#0000', 4).png().toBuffer();
    expect((await colourAt(nothing, replace()))[3]).toBe(0);
  });
});
