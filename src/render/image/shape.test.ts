import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Operation, Radius } from '../../domain/plan.ts';
import { makePlan, pixelsOf, render } from './coordinates.contract.ts';

const size = { width: 100, height: 60 };
const source = await sharp({ create: { ...size, channels: 3, background: '#00ff00' } })
  .png()
  .toBuffer();

async function draw(operations: Operation[]) {
  return await pixelsOf(await render(source, makePlan({ format: 'png', ...size }, operations)));
}

function round(topLeft: Radius, topRight = topLeft, bottomRight = topLeft, bottomLeft = topLeft): Operation {
  return { kind: 'round', topLeft, topRight, bottomRight, bottomLeft };
}

const alphaAt = (pixels: { at(x: number, y: number): number[] }, x: number, y: number) => pixels.at(x, y)[3];

describe('round corners', () => {
  it('are transparent outside and untouched inside', async () => {
    const picture = await draw([round({ x: 20, y: 20 })]);
    expect([
      alphaAt(picture, 0, 0),
      alphaAt(picture, 99, 0),
      alphaAt(picture, 0, 59),
      alphaAt(picture, 99, 59),
    ]).toEqual([0, 0, 0, 0]);
    expect(picture.at(20, 1)).toEqual([0, 255, 0, 255]);
    expect(picture.at(50, 30)).toEqual([0, 255, 0, 255]);
  });

  it('are smooth', async () => {
    const picture = await draw([round({ x: 20, y: 20 })]);
    const onTheEdge = Array.from({ length: 20 }, (_, x) => alphaAt(picture, x, 10) ?? 0);
    expect(onTheEdge.some((alpha) => alpha > 0 && alpha < 255)).toBe(true);
  });

  it('differ from one another', async () => {
    const picture = await draw([round({ x: 0, y: 0 }, { x: 10, y: 10 }, { x: 30, y: 30 }, { x: 20, y: 5 })]);
    expect(alphaAt(picture, 0, 0)).toBe(255);
    expect(alphaAt(picture, 99, 0)).toBe(0);
    expect(alphaAt(picture, 92, 7)).toBe(255);
    expect(alphaAt(picture, 92, 54)).toBe(0);
    expect(alphaAt(picture, 1, 58)).toBe(0);
    expect(alphaAt(picture, 1, 52)).toBe(255);
  });

  it('of half the sides make an ellipse', async () => {
    const picture = await draw([round({ x: 50, y: 30 })]);
    expect(alphaAt(picture, 50, 0)).toBeGreaterThan(200);
    expect(alphaAt(picture, 12, 6)).toBe(0);
    expect(alphaAt(picture, 20, 15)).toBe(255);
  });
});

describe('a turn by any angle', () => {
  it.each([
    [45, 113, 113],
    [30, 117, 102],
    [-10, 109, 76],
    [359, 101, 62],
    [30, 116, 101],
  ])('by %i° fills exactly %i × %i', async (degrees, width, height) => {
    const background = { r: 0, g: 0, b: 255, alpha: 1 };
    const picture = await draw([{ kind: 'rotate', degrees, width, height, background }]);
    expect(picture).toMatchObject({ width, height });
    expect(picture.at(width / 2, height / 2).slice(0, 3)).toEqual([0, 255, 0]);
    expect(picture.at(0, 0).slice(0, 3)).toEqual([0, 0, 255]);
  });

  it('makes the bounding box, to the nearest pixel', async () => {
    const background = { r: 0, g: 0, b: 255, alpha: 1 };
    for (let degrees = 1; degrees < 360; degrees += 8.5) {
      const angle = (degrees * Math.PI) / 180;
      const [cos, sin] = [Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))];
      const width = Math.round(size.width * cos + size.height * sin);
      const height = Math.round(size.width * sin + size.height * cos);
      const picture = await draw([{ kind: 'rotate', degrees, width, height, background }]);
      expect(picture, `${degrees}°`).toMatchObject({ width, height });
    }
  });

  it('goes clockwise', async () => {
    const left = await sharp(source)
      .composite([
        { input: { create: { width: 50, height: 60, channels: 3, background: '#ff0000' } }, left: 0, top: 0 },
      ])
      .png()
      .toBuffer();
    const background = { r: 0, g: 0, b: 0, alpha: 0 };
    const plan = makePlan({ format: 'png', ...size }, [
      { kind: 'rotate', degrees: 60, width: 102, height: 117, background },
    ]);
    const picture = await pixelsOf(await render(left, plan));
    // The left half goes up, the right half down.
    expect(picture.at(45, 30).slice(0, 3)).toEqual([255, 0, 0]);
    expect(picture.at(57, 87).slice(0, 3)).toEqual([0, 255, 0]);
    expect(picture.at(0, 0)[3]).toBe(0);
  });
});
