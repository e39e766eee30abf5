import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Operation } from '../../domain/plan.ts';
import { makePlan, pixelsOf, render } from './coordinates.contract.ts';
import { fusePasses } from './fuse-passes.ts';

const size = { width: 600, height: 200 };
/** Grey, with something colourful far to the right. */
const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="200"><rect width="600" height="200" fill="#888"/><circle cx="520" cy="100" r="60" fill="#e0a080"/><circle cx="500" cy="80" r="10" fill="#203080"/><circle cx="540" cy="80" r="10" fill="#203080"/></svg>`;
const source = await sharp(Buffer.from(drawing)).png().toBuffer();
const resize = (width: number, height: number): Operation => ({ kind: 'resize', width, height });
const attend = (width: number, height: number): Operation => ({ kind: 'attend', width, height });

async function draw(operations: Operation[], bytes = source) {
  return await pixelsOf(await render(bytes, makePlan({ format: 'png', ...size }, operations)));
}

const isGrey = (colour: number[]) => Math.max(...colour.slice(0, 3)) - Math.min(...colour.slice(0, 3)) < 8;

/** Spec image-transformations §4.7. */
describe('the window of attention', () => {
  it('holds what stands out, scaled by the same pass', async () => {
    const picture = await draw([resize(300, 100), attend(100, 100)]);
    expect(picture).toMatchObject({ width: 100, height: 100 });
    expect(isGrey(picture.at(55, 60))).toBe(false);
  });

  it('is cut out of the unscaled picture', async () => {
    const picture = await draw([attend(150, 150)]);
    expect(picture).toMatchObject({ width: 150, height: 150 });
    // The circle is 120 wide: it would be smaller had the picture been scaled.
    const row = Array.from({ length: 150 }, (_, x) => picture.at(x, 75)).filter((colour) => !isGrey(colour));
    expect(row.length).toBeGreaterThan(90);
  });

  it('comes after everything before it', async () => {
    const mirrored = await draw([
      resize(300, 100),
      { kind: 'flip', horizontal: true, vertical: false },
      attend(100, 100),
    ]);
    expect(isGrey(mirrored.at(45, 60))).toBe(false);
    const distorted = await draw([resize(300, 200), attend(100, 200)]);
    expect(distorted).toMatchObject({ width: 100, height: 200 });
    // Squeezed: the circle is twice as high as wide.
    const column = Array.from({ length: 200 }, (_, y) => distorted.at(50, y)).filter(
      (colour) => !isGrey(colour),
    );
    expect(column.length).toBeGreaterThan(80);
  });

  it('costs no pass of its own where the resize covers it', () => {
    const passesOf = (operations: Operation[]) =>
      fusePasses({ operations, size, format: 'jpeg', animated: false }).map((pass) => pass.operations.length);
    expect(passesOf([resize(300, 100), attend(100, 100)])).toEqual([2]);
    expect(passesOf([resize(300, 100), attend(100, 50)])).toEqual([1, 1]);
    expect(passesOf([resize(300, 200), attend(100, 200)])).toEqual([1, 1]);
    expect(
      passesOf([
        { kind: 'crop', left: 0, top: 0, width: 400, height: 200 },
        resize(200, 100),
        attend(50, 100),
      ]),
    ).toEqual([3]);
  });

  it('is the same for every frame', async () => {
    const shifted = await sharp(source).modulate({ hue: 90 }).png().toBuffer();
    const frames = await sharp([source, shifted, source], { join: { animated: true } })
      .webp({ lossless: true, delay: [100, 100, 100] })
      .toBuffer();
    const plan = makePlan({ format: 'webp', ...size, frames: 'all' }, [attend(200, 200)], {
      format: 'webp',
      lossless: true,
    });
    const stack = await pixelsOf(await render(frames, plan), { animated: true });
    expect(stack).toMatchObject({ width: 200, height: 600 });
    for (let x = 0; x < 200; x += 20) expect(isGrey(stack.at(x, 300))).toBe(isGrey(stack.at(x, 100)));
  });
});
