import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { BackdropFill, BackdropOperation, PadBlurredOperation } from '../../domain/effect-operation.ts';
import { makePlan, pixelsOf, render } from './coordinates.contract.ts';

const size = { width: 60, height: 40 };
const solid = (width: number, height: number, background: string) => ({
  create: { width, height, channels: 3 as const, background },
});
/** Blue inside; the edge is red above, green below, and grey at most of both sides. */
const framed = await sharp(solid(60, 40, '#808080'))
  .composite([
    { input: solid(60, 2, '#ff0000'), left: 0, top: 0 },
    { input: solid(60, 2, '#00ff00'), left: 0, top: 38 },
    { input: solid(56, 36, '#0000ff'), left: 2, top: 2 },
  ])
  .removeAlpha()
  .png()
  .toBuffer();

async function draw(fill: BackdropFill, margins: Partial<BackdropOperation> = {}, source = framed) {
  const operation: BackdropOperation = {
    kind: 'backdrop',
    left: 0,
    top: 10,
    right: 0,
    bottom: 10,
    fill,
    ...margins,
  };
  return await pixelsOf(await render(source, makePlan({ format: 'png', ...size }, [operation])));
}

/** Spec image-transformations §7.2. */
describe('a backdrop', () => {
  it('of the dominant colour takes the most frequent one of the edge', async () => {
    const picture = await draw({ kind: 'dominant' });
    expect(picture).toMatchObject({ width: 60, height: 60, channels: 3 });
    expect(picture.at(30, 5)).toEqual([128, 128, 128]);
    expect(picture.at(30, 30)).toEqual([0, 0, 255]);
    expect(picture.at(30, 10)).toEqual([255, 0, 0]);
  });

  it('of a gradient runs between the sides where there is padding', async () => {
    const gradient: BackdropFill = { kind: 'gradient', colours: 'dominant', count: 2 };
    const down = await draw(gradient);
    expect(down.at(30, 0)[0]).toBeGreaterThan(245);
    expect(down.at(30, 59)[1]).toBeGreaterThan(245);
    const across = await draw(gradient, { left: 20, top: 0, right: 20, bottom: 0 });
    expect(across.at(2, 20)).toEqual([128, 128, 128]);
  });

  it('of four colours has one in each corner', async () => {
    const quarters = await sharp(solid(60, 40, '#ff0000'))
      .composite([
        { input: solid(30, 20, '#00ff00'), left: 30, top: 0 },
        { input: solid(30, 20, '#0000ff'), left: 0, top: 20 },
        { input: solid(30, 20, '#ffffff'), left: 30, top: 20 },
      ])
      .png()
      .toBuffer();
    const picture = await draw({ kind: 'gradient', colours: 'dominant', count: 4 }, {}, quarters);
    const [topLeft, topRight, bottomLeft, bottomRight] = [
      picture.at(0, 0),
      picture.at(59, 0),
      picture.at(0, 59),
      picture.at(59, 59),
    ];
    expect(topLeft[0]).toBeGreaterThan(245);
    expect(topRight[1]).toBeGreaterThan(245);
    expect(bottomLeft[2]).toBeGreaterThan(245);
    expect(Math.min(...bottomRight)).toBeGreaterThan(245);
  });

  it('of the greatest contrast takes the two that differ most', async () => {
    const picture = await draw({ kind: 'gradient', colours: 'contrast', count: 2 });
    const ends = [picture.at(30, 0), picture.at(30, 59)].map((colour) => colour.map((value) => value > 128));
    expect(ends).toContainEqual([true, false, false]);
    expect(ends).toContainEqual([false, true, false]);
  });

  it('lies under a cut-out, in the colour of its own outline', async () => {
    const cutOut = await sharp({ create: { ...size, channels: 4, background: '#0000' } })
      .composite([{ input: solid(20, 20, '#c04020'), left: 20, top: 10 }])
      .png()
      .toBuffer();
    const picture = await draw({ kind: 'dominant' }, { top: 0, bottom: 0 }, cutOut);
    expect(picture).toMatchObject({ ...size, channels: 3 });
    expect(picture.at(0, 0)).toEqual([0xc0, 0x40, 0x20]);
  });

  it('of nothing is black', async () => {
    const nothing = await sharp({ create: { ...size, channels: 4, background: '#0000' } })
      .png()
      .toBuffer();
    expect((await draw({ kind: 'dominant' }, {}, nothing)).at(30, 30)).toEqual([0, 0, 0]);
  });
});

describe('a blurred background', () => {
  const operation: PadBlurredOperation = {
    kind: 'pad-blurred',
    width: 120,
    height: 40,
    picture: { left: 30, top: 0, width: 60, height: 40 },
    sigma: 4,
    lightness: 0,
  };
  const blur = async (more: Partial<PadBlurredOperation> = {}, source = framed) =>
    await pixelsOf(await render(source, makePlan({ format: 'png', ...size }, [{ ...operation, ...more }])));

  it('lies around the picture, which stays sharp', async () => {
    const picture = await blur();
    expect(picture).toMatchObject({ width: 120, height: 40, channels: 3 });
    expect(picture.at(60, 20)).toEqual([0, 0, 255]);
    expect(picture.at(60, 0)).toEqual([255, 0, 0]);
    const [r = 0, , b = 0] = picture.at(15, 20);
    expect(b).toBeGreaterThan(200);
    expect(r).toBeLessThan(60);
  });

  it('becomes lighter and darker', async () => {
    const sum = (colour: number[]) => colour.reduce((total, value) => total + value, 0);
    const [darker, usual, lighter] = [
      sum((await blur({ lightness: -15 })).at(15, 20)),
      sum((await blur()).at(15, 20)),
      sum((await blur({ lightness: 15 })).at(15, 20)),
    ];
    expect(darker).toBeLessThan(usual);
    expect(lighter).toBeGreaterThan(usual);
  });

  it('of a cut-out is as transparent', async () => {
    const cutOut = await sharp({ create: { ...size, channels: 4, background: '#0000' } })
      .composite([{ input: solid(20, 20, '#c04020'), left: 20, top: 10 }])
      .png()
      .toBuffer();
    const picture = await blur({}, cutOut);
    expect(picture.at(0, 0)[3]).toBe(0);
    expect(picture.at(60, 20)).toEqual([0xc0, 0x40, 0x20, 255]);
    expect(picture.at(43, 20)[3]).toBeGreaterThan(50);
  });
});
