import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { GradientOperation } from '../../domain/effect-operation.ts';
import { makePlan, pixelsOf, render } from './coordinates.contract.ts';

const size = { width: 400, height: 300 };
const white = { r: 255, g: 255, b: 255, alpha: 1 };
const green = { r: 0, g: 128, b: 0, alpha: 1 };
const clear = { r: 0, g: 0, b: 0, alpha: 0 };
const diagonal = 495;
const blue = await sharp({ create: { ...size, channels: 3, background: '#0000ff' } })
  .png()
  .toBuffer();
const nothing = await sharp({ create: { ...size, channels: 4, background: '#0000' } })
  .png()
  .toBuffer();

async function draw(gradient: Partial<GradientOperation>, source = blue) {
  const operation: GradientOperation = {
    kind: 'gradient',
    degrees: 180,
    length: 300,
    from: white,
    to: clear,
    ...gradient,
  };
  return await pixelsOf(await render(source, makePlan({ format: 'png', ...size }, [operation])));
}

/** Spec image-transformations §7.10. */
describe('a gradient', () => {
  it('from white to nothing leaves the bottom row as it is', async () => {
    const picture = await draw({});
    expect(picture.channels).toBe(3);
    expect(picture.at(200, 0).every((value) => value >= 254)).toBe(true);
    expect(picture.at(200, 299)).toEqual([0, 0, 255]);
    const [r = 0, g = 0, b = 0] = picture.at(200, 150);
    expect([r, g, b]).toEqual([expect.closeTo(127, -0.5), r, 255]);
  });

  it('to the top begins at the bottom, with the green of CSS', async () => {
    const picture = await draw({ degrees: 0, from: green, to: { r: 0, g: 255, b: 0, alpha: 0.1 } });
    expect(picture.at(200, 299)).toEqual([0, 128, 0]);
    expect(picture.at(0, 0)).toEqual([0, expect.closeTo(26, -0.5), expect.closeTo(229, -0.5)]);
  });

  it('of 100 pixels ends at row 100', async () => {
    const picture = await draw({ length: 100 });
    expect(picture.at(0, 100)).toEqual([0, 0, 255]);
    expect(picture.at(0, 98)).not.toEqual([0, 0, 255]);
  });

  it('at 45 degrees runs from the lower left, and half of it to the middle', async () => {
    const picture = await draw({ degrees: 45, length: diagonal / 2, to: green });
    expect(picture.at(0, 299)).toEqual([255, 255, 255]);
    expect(picture.at(201, 149)).toEqual([0, 128, 0]);
    expect(picture.at(150, 180)).not.toEqual([0, 128, 0]);
    expect(picture.at(399, 0)).toEqual([0, 128, 0]);
  });

  it.each([
    [90, { x: 0, y: 150 }, { x: 399, y: 150 }],
    [270, { x: 399, y: 150 }, { x: 0, y: 150 }],
    [135, { x: 0, y: 0 }, { x: 399, y: 299 }],
    [225, { x: 399, y: 0 }, { x: 0, y: 299 }],
    [315, { x: 399, y: 299 }, { x: 0, y: 0 }],
  ])('at %i degrees goes there', async (degrees, from, to) => {
    const length = degrees % 90 === 0 ? 400 : diagonal;
    const picture = await draw({ degrees, length, to: { ...green, g: 0 } });
    expect(Math.min(...picture.at(from.x, from.y))).toBeGreaterThan(250);
    expect(Math.max(...picture.at(to.x, to.y))).toBeLessThan(4);
  });

  it('lies over transparent pixels too, its colours unspoilt by the way to transparency', async () => {
    const picture = await draw({}, nothing);
    expect(picture.at(200, 0)).toEqual([255, 255, 255, 255]);
    expect(picture.at(200, 150)).toEqual([255, 255, 255, expect.closeTo(127, -0.5)]);
    expect(picture.at(200, 299)[3]).toBeLessThan(2);
  });

  it('has colour on a grey picture', async () => {
    const grey = await sharp(blue).toColourspace('b-w').png().toBuffer();
    const picture = await draw({ degrees: 0, from: green }, grey);
    expect(picture.at(200, 299)).toEqual([0, 128, 0]);
  });
});
