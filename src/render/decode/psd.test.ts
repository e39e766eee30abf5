import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { readFixture } from '../../../test/support/fixtures.ts';
import type { LayerChoice } from '../../domain/plan.ts';
import { drawPixels, pictureOf } from './coordinates-inside.contract.ts';
import { type LayerWish, makePsd, type PsdWish } from './psd/make-psd.contract.ts';

const size = { width: 8, height: 4 };
const pixels = size.width * size.height;
const plane = (value: number) => Buffer.alloc(pixels, value);
const deepPlane = (value: number) => Buffer.alloc(2 * pixels, Buffer.from([value, 0]));

async function firstPixel(wish: Partial<PsdWish> & Pick<PsdWish, 'mode' | 'planes'>, choice?: LayerChoice) {
  const drawn = await drawPixels(makePsd({ ...size, ...wish }), choice && { input: { layers: choice } });
  return drawn.at(0, 0);
}

function near(expected: readonly number[], tolerance: number) {
  return expected.map((value) => expect.closeTo(value, -Math.log10(2 * tolerance)));
}

describe('the picture of all layers', () => {
  it.each<[string, Partial<PsdWish> & Pick<PsdWish, 'mode' | 'planes'>, number[], number]>([
    ['in grey', { mode: 1, planes: [plane(90)] }, [90, 90, 90], 1],
    ['in RGB', { mode: 3, planes: [plane(10), plane(20), plane(30)] }, [10, 20, 30], 1],
    ['in RGB of 16 bits', { mode: 3, depth: 16, planes: [10, 20, 30].map(deepPlane) }, [10, 20, 30], 1],
    ['in a PSB', { mode: 3, version: 2, planes: [plane(10), plane(20), plane(30)] }, [10, 20, 30], 1],
    [
      'in indexed colours',
      {
        mode: 2,
        planes: [plane(5)],
        palette: Buffer.from(Array.from({ length: 768 }, (_, at) => (at % 256 === 5 ? 50 + (at >> 8) : 0))),
      },
      [50, 51, 52],
      1,
    ],
    ['of one bit a pixel', { mode: 0, depth: 1, planes: [Buffer.from([0x7f, 0, 0, 0])] }, [255, 255, 255], 1],
    // Photoshop counts paper: 255 is no ink.
    ['in CMYK, no ink', { mode: 4, planes: [255, 255, 255, 255].map(plane) }, [255, 255, 255], 1],
    ['in CMYK, all black', { mode: 4, planes: [255, 255, 255, 0].map(plane) }, [20, 5, 0], 20],
    ['in CMYK, yellow', { mode: 4, planes: [255, 255, 0, 255].map(plane) }, [255, 242, 0], 16],
    ['in Lab, a middle grey', { mode: 9, planes: [137, 128, 128].map(plane) }, [128, 128, 128], 3],
    ['in Lab, a red', { mode: 9, planes: [136, 208, 195].map(plane) }, [255, 0, 0], 12],
    ['in Lab of 16 bits', { mode: 9, depth: 16, planes: [137, 128, 128].map(deepPlane) }, [128, 128, 128], 3],
  ])('%s', async (_, wish, colour, tolerance) => {
    expect((await firstPixel(wish)).slice(0, 3)).toEqual(near(colour, tolerance));
  });

  it('is transparent where the document says so, and only then', async () => {
    const planes = [10, 20, 30, 77].map(plane);
    expect(await firstPixel({ mode: 3, planes, hasMergedAlpha: true })).toEqual([10, 20, 30, 77]);
    expect(await firstPixel({ mode: 3, planes })).toEqual([10, 20, 30]);
  });

  it('is brought from the colours of its profile to those of the web', async () => {
    const { icc } = await sharp({ create: { ...size, channels: 3, background: 'red' } })
      .withIccProfile('p3')
      .png()
      .toBuffer()
      .then((bytes) => sharp(bytes).metadata());
    const wish = { mode: 3, planes: [200, 100, 100].map(plane), ...(icc && { icc }) };
    const [red = 0] = await firstPixel(wish);
    expect(red).toBeGreaterThan(205);
    expect(await pictureOf(makePsd({ ...size, ...wish }))).toMatchObject({ hasProfile: true });
  });

  it('has the inks of an independent program', async () => {
    const drawn = await drawPixels(await readFixture('inks.psd'));
    const [white, cyan, magenta, yellow, black] = [5, 25, 45, 60, 85].map((x) => drawn.at(x, 30));
    expect(white).toEqual([255, 255, 255]);
    expect(cyan?.[0]).toBeLessThan(60);
    expect(magenta?.[1]).toBeLessThan(60);
    expect(yellow?.[2]).toBeLessThan(60);
    expect(Math.max(...(black ?? []))).toBeLessThan(60);
  });
});

/** A square of one colour somewhere on the document. */
function square(name: string, colour: readonly number[], more: Partial<LayerWish> = {}): LayerWish {
  const area = { left: 0, top: 0, ...size, ...more };
  const plane = (value: number) => Buffer.alloc(area.width * area.height, value);
  const planes = Object.fromEntries([...colour.map((value, id) => [id, plane(value)]), [-1, plane(255)]]);
  return { name, ...area, planes };
}

const layered: PsdWish = {
  ...size,
  mode: 3,
  planes: [1, 2, 3].map(plane),
  layers: [
    square('Hintergrund', [255, 0, 0]),
    { ...square('group', []), isFolder: true },
    square('half', [0, 0, 255], { opacity: 128, compression: 'zip' }),
    square('Größe', [0, 255, 0], {
      left: 4,
      top: -2,
      width: 8,
      height: 4,
      compression: 'zip with differences',
    }),
  ],
};

async function drawLayers(layers: LayerChoice, x = 0, y = 0) {
  return (await drawPixels(makePsd(layered), { input: { layers } })).at(x, y);
}

const numbers = (...chosen: number[]): LayerChoice => ({ kind: 'numbers', numbers: chosen });
const names = (...chosen: string[]): LayerChoice => ({ kind: 'names', names: chosen });

describe('layers', () => {
  it('are counted without folders, behind the picture of them all', async () => {
    expect(await pictureOf(makePsd(layered))).toMatchObject({ pages: 4 });
  });

  it.each<[string, LayerChoice, [number, number], number[]]>([
    ['the one at the bottom', numbers(2), [0, 0], [255, 0, 0, 255]],
    ['one with its opacity', numbers(3), [0, 0], [0, 0, 255, 128]],
    ['one over the other, whatever the order of writing', numbers(3, 2), [0, 0], [127, 0, 128, 255]],
    ['one that sticks out', numbers(4), [6, 1], [0, 255, 0, 255]],
    ['nothing where there is none', numbers(4), [0, 0], [0, 0, 0, 0]],
    ['the picture of all below one', numbers(1, 4), [0, 0], [1, 2, 3, 255]],
    ['by name', names('Größe'), [5, 0], [0, 255, 0, 255]],
    ['each once, however often it is named', names('half', 'half'), [0, 0], [0, 0, 255, 128]],
    ['by several names', names('half', 'Hintergrund'), [0, 0], [127, 0, 128, 255]],
  ])('%s', async (_, choice, [x, y], expected) => {
    expect(await drawLayers(choice, x, y)).toEqual(expected);
  });

  it('of an independent program are found by its names', async () => {
    const drawn = await drawPixels(await readFixture('layers.psd'), { input: { layers: names('right') } });
    expect(drawn.at(35, 15)).toEqual([0, 0, 255, 255]);
    expect(drawn.at(5, 5)[3]).toBe(0);
  });

  it('that are not there are refused', async () => {
    await expect(drawLayers(names('nobody'))).rejects.toMatchObject({
      code: 'invalid',
      reason: expect.stringMatching(/^EINVALID - pg-name-nobody/),
    });
    await expect(drawLayers(names('half', 'nobody'))).rejects.toMatchObject({ code: 'invalid' });
    await expect(drawLayers(numbers(9))).rejects.toMatchObject({ code: 'invalid' });
  });
});
