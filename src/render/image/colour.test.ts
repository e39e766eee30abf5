import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Colour, Operation } from '../../domain/plan.ts';
import { makePlan, pixelsOf, render } from './coordinates.contract.ts';

const size = { width: 80, height: 60 };
const red: Colour = { r: 255, g: 0, b: 0, alpha: 1 };
const halfRed: Colour = { r: 255, g: 0, b: 0, alpha: 0.5 };
const white: Colour = { r: 255, g: 255, b: 255, alpha: 1 };
const clear: Colour = { r: 0, g: 0, b: 0, alpha: 0 };
const plain = (background: string | Colour, channels: 3 | 4 = 3) =>
  sharp({ create: { ...size, channels, background } });
const border = (colour: Colour): Operation => ({
  kind: 'extend',
  left: 5,
  top: 5,
  right: 5,
  bottom: 5,
  colour,
});
const flatten = (colour: Colour): Operation => ({ kind: 'flatten', colour });
const grayscale: Operation = { kind: 'grayscale' };

async function colourAt(
  { x, y }: { x: number; y: number },
  source: Buffer,
  operations: Operation[],
  format: 'png' | 'jpeg' | 'tiff' = 'png',
): Promise<number[]> {
  const pixels = await pixelsOf(await render(source, makePlan({ format, ...size }, operations)));
  return pixels.at(x, y);
}

const middle = { x: 30, y: 30 };
const edge = { x: 1, y: 1 };

describe('sources of every depth and colour space become 8-bit sRGB', () => {
  it.each([
    [
      'CMYK',
      'jpeg',
      plain('#ff0000').toColourspace('cmyk').jpeg({ quality: 100, chromaSubsampling: '4:4:4' }),
    ],
    ['16-bit', 'png', plain('#ff0000').toColourspace('rgb16').png()],
    ['16-bit TIFF', 'tiff', plain('#ff0000').toColourspace('rgb16').tiff()],
    ['a palette', 'png', plain('#ff0000').png({ palette: true })],
  ] as const)('%s', async (_, format, source) => {
    const [r = 0, g = 255, b = 255, ...alpha] = await colourAt(middle, await source.toBuffer(), [], format);
    expect(r).toBeGreaterThan(225);
    expect(g).toBeLessThan(45);
    expect(b).toBeLessThan(45);
    expect(alpha).toEqual([]);
  });

  it.each([
    ['grey', plain('#808080').toColourspace('b-w').png()],
    ['16-bit grey', plain('#808080').toColourspace('grey16').png()],
    ['grey with alpha', plain('#808080', 4).toColourspace('b-w').png()],
  ])('%s, with a red border that stays red', async (_, grey) => {
    const source = await grey.toBuffer();
    expect((await colourAt(edge, source, [border(red)])).slice(0, 3)).toEqual([255, 0, 0]);
    const inside = await colourAt(middle, source, [border(red)]);
    expect(inside[0]).toBeGreaterThan(126);
    expect(inside[0]).toBeLessThan(130);
  });
});

describe('alpha', () => {
  const veil = { r: 0, g: 0, b: 255, alpha: 0.5 };

  it.each<[string, Operation[], number[]]>([
    ['is kept', [{ kind: 'resize', ...size }], [0, 0, 255, 128]],
    ['is kept when the picture becomes grey', [grayscale], [76, 76, 76, 128]],
    ['is kept by a second pass over a grey picture', [grayscale, border(red)], [76, 76, 76, 128]],
    ['gives way to a background', [flatten(white)], [127, 127, 255]],
    ['gives way to a background after a blur', [{ kind: 'blur', sigma: 3 }, flatten(white)], [127, 127, 255]],
    ['gives way to a coloured background after grey', [grayscale, flatten(red)], [166, 38, 38, 255]],
    ['is multiplied by the opacity', [{ kind: 'opacity', factor: 0.5 }], [0, 0, 255, 64]],
    ['stays partly on a background that is not opaque', [flatten(halfRed)], [85, 0, 170, 192]],
    [
      'is laid on a background with its faded self',
      [{ kind: 'opacity', factor: 0.5 }, flatten(white)],
      [191, 191, 255],
    ],
  ])('%s', async (_, operations, expected) => {
    const source = await plain(veil, 4).png().toBuffer();
    const colour = await colourAt(middle, source, operations);
    const differences = expected.map((value, index) => Math.abs(value - (colour[index] ?? -99)));
    expect(Math.max(...differences), `${colour} for ${expected}`).toBeLessThanOrEqual(2);
  });

  it('comes to an opaque picture with a border that is not opaque', async () => {
    const source = await plain('#00ff00').jpeg().toBuffer();
    expect(await colourAt(edge, source, [border(halfRed)], 'jpeg')).toEqual([255, 0, 0, 128]);
    expect((await colourAt(middle, source, [border(halfRed)], 'jpeg'))[3]).toBe(255);
  });

  it('comes to an opaque picture that is faded', async () => {
    const source = await plain('#00ff00').png().toBuffer();
    expect(await colourAt(middle, source, [{ kind: 'opacity', factor: 0.25 }])).toEqual([0, 255, 0, 64]);
  });

  it.each<[string, Operation[]]>([
    ['a JPEG', []],
    ['a grey one', [grayscale]],
    ['one with a border', [{ kind: 'resize', width: 60, height: 40 }, border(red)]],
    ['one with a border that is not opaque', [border(halfRed)]],
    ['one that was turned', [{ kind: 'rotate', degrees: 90, width: 60, height: 80, background: clear }]],
    ['one with an angle', [{ kind: 'rotate', degrees: 30, width: 99, height: 92, background: red }]],
    ['one that is cut afterwards', [{ kind: 'crop', left: 9, top: 9, width: 40, height: 40 }]],
  ])('comes to %s as it does to pixels', async (_, operations) => {
    const jpeg = await plain('#2040c0').jpeg({ quality: 100 }).toBuffer();
    const png = await sharp(jpeg).png().toBuffer();
    const [cut] = operations.filter(({ kind }) => kind === 'crop');
    const fade: Operation = { kind: 'opacity', factor: 0.3 };
    const faded = cut === undefined ? [...operations, fade] : [fade, cut];
    for (const place of [edge, middle])
      expect(await colourAt(place, jpeg, faded, 'jpeg')).toEqual(await colourAt(place, png, faded));
  });

  it('is black below a JPEG', async () => {
    const source = await plain(clear, 4).png().toBuffer();
    const plan = makePlan({ format: 'png', ...size }, [], { format: 'jpeg' });
    expect((await pixelsOf(await render(source, plan))).at(30, 30)).toEqual([0, 0, 0]);
  });
});

describe('a border', () => {
  it('around a grey picture keeps its colour', async () => {
    const source = await plain('#00ff00').png().toBuffer();
    expect((await colourAt(edge, source, [grayscale, border(red)])).slice(0, 3)).toEqual([255, 0, 0]);
  });

  it('becomes grey with the picture', async () => {
    const source = await plain('#00ff00').png().toBuffer();
    const [r, g, b] = await colourAt(edge, source, [border(red), grayscale]);
    expect([g, b]).toEqual([r, r]);
  });

  it('stays sharp when only the picture was blurred', async () => {
    const source = await plain('#00ff00').png().toBuffer();
    const colour = await colourAt({ x: 4, y: 30 }, source, [{ kind: 'blur', sigma: 4 }, border(red)]);
    expect(colour.slice(0, 3)).toEqual([255, 0, 0]);
  });
});

describe('a blur', () => {
  it('has no dark rim', async () => {
    const source = await plain('#ffffff').png().toBuffer();
    expect((await colourAt({ x: 0, y: 0 }, source, [{ kind: 'blur', sigma: 6 }])).slice(0, 3)).toEqual([
      255, 255, 255,
    ]);
  });

  it.each<[string, Operation]>([
    ['padding', border(clear)],
    ['corners', { kind: 'rotate', degrees: 30, width: 99, height: 92, background: clear }],
  ])('has no dark rim beside %s that let light through', async (_, operation) => {
    const source = await plain('#ffffff').jpeg().toBuffer();
    const plan = makePlan({ format: 'jpeg', ...size }, [operation, { kind: 'blur', sigma: 4 }]);
    const picture = await pixelsOf(await render(source, plan));
    const places = Array.from({ length: 40 }, (_, index) => picture.at(2 * index, 45));
    for (const [r = 0, , , alpha = 0] of places) expect(alpha < 9 || r > 250).toBe(true);
  });

  it('lets no colour out of transparent pixels', async () => {
    const { width, height } = size;
    const redButTransparent = [255, 0, 0, 0];
    const green = [0, 255, 0, 255];
    const row = Array.from({ length: width }, (_, x) => (x < 40 ? redButTransparent : green)).flat();
    const data = Buffer.concat(Array.from({ length: height }, () => Buffer.from(row)));
    const source = await sharp(data, { raw: { width, height, channels: 4 } })
      .png()
      .toBuffer();
    const [r = 255, g = 0] = await colourAt({ x: 41, y: 30 }, source, [{ kind: 'blur', sigma: 4 }]);
    expect(r).toBeLessThan(4);
    expect(g).toBeGreaterThan(250);
  });
});
