import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { ArcOperation, PerspectiveOperation } from '../../domain/effect-operation.ts';
import { drawCoordinates, makePlan, type Pixels, pixelsOf, render } from './coordinates.contract.ts';

const size = { width: 400, height: 300 };
const coordinates = await drawCoordinates(size).png().toBuffer();

async function draw(operation: PerspectiveOperation | ArcOperation, source = coordinates, input = size) {
  return await pixelsOf(await render(source, makePlan({ format: 'png', ...input }, [operation])));
}

/** Which pixel of the source is seen there: red counts the columns, green the rows. */
function originAt(picture: Pixels, x: number, y: number, source = size) {
  const [red = 0, green = 0, , alpha = 0] = picture.at(x, y);
  expect(alpha).toBeGreaterThan(250);
  return { x: (red * (source.width - 1)) / 255, y: (green * (source.height - 1)) / 255 };
}

function near(expected: { x: number; y: number }, within = 3) {
  return expect.toSatisfy(
    ({ x, y }: { x: number; y: number }) =>
      Math.abs(x - expected.x) <= within && Math.abs(y - expected.y) <= within,
    `near ${expected.x}, ${expected.y}`,
  );
}

/** Spec image-transformations §7.15. */
describe('a perspective', () => {
  const trapezium: PerspectiveOperation = {
    kind: 'perspective',
    topLeft: { x: 50, y: 0 },
    topRight: { x: 350, y: 0 },
    bottomRight: { x: 400, y: 300 },
    bottomLeft: { x: 0, y: 300 },
    ...size,
  };

  it('puts the corners where they belong, and nothing outside', async () => {
    const picture = await draw(trapezium);
    expect(originAt(picture, 52, 1)).toEqual(near({ x: 0, y: 0 }, 6));
    expect(originAt(picture, 347, 1)).toEqual(near({ x: 399, y: 0 }, 6));
    expect(originAt(picture, 398, 298)).toEqual(near({ x: 399, y: 299 }, 6));
    expect(originAt(picture, 1, 298)).toEqual(near({ x: 0, y: 299 }, 6));
    expect(picture.at(0, 0)[3]).toBe(0);
    expect(picture.at(399, 0)[3]).toBe(0);
  });

  it('makes what is far away smaller', async () => {
    const picture = await draw(trapezium);
    // The middle of the picture is seen above the middle of the canvas, where the diagonals meet.
    expect(originAt(picture, 200, 128)).toEqual(near({ x: 199.5, y: 149.5 }));
  });

  it('has smooth edges', async () => {
    const picture = await draw(trapezium);
    const edge = Array.from({ length: 60 }, (_, x) => picture.at(x, 100)[3] ?? 0);
    expect(edge.some((alpha) => alpha > 0 && alpha < 255)).toBe(true);
  });

  it('copies what only moves', async () => {
    const source = await drawCoordinates({ width: 20, height: 10 }).png().toBuffer();
    const moved = await draw(
      {
        kind: 'perspective',
        topLeft: { x: 0, y: 0 },
        topRight: { x: 20, y: 0 },
        bottomRight: { x: 20, y: 10 },
        bottomLeft: { x: 0, y: 10 },
        width: 20,
        height: 10,
      },
      source,
      { width: 20, height: 10 },
    );
    const before = await pixelsOf(source);
    for (let x = 0; x < 20; x += 1) expect(moved.at(x, 7)).toEqual([...before.at(x, 7), 255]);
  });

  it('lets no colour out of transparent pixels', async () => {
    const half = await sharp(Buffer.from([255, 0, 0, 0, 0, 255, 0, 255]), {
      raw: { width: 2, height: 1, channels: 4 },
    })
      .png()
      .toBuffer();
    const wide = await draw(
      {
        kind: 'perspective',
        topLeft: { x: 0, y: 0 },
        topRight: { x: 100, y: 0 },
        bottomRight: { x: 100, y: 50 },
        bottomLeft: { x: 0, y: 50 },
        width: 100,
        height: 50,
      },
      half,
      { width: 2, height: 1 },
    );
    expect(wide.at(50, 25).slice(0, 3)).toEqual([0, 255, 0]);
    expect(wide.at(50, 25)[3]).toBeLessThan(160);
  });
});

describe('an arc', () => {
  const strip = { width: 400, height: 100 };

  it('bends the ends down and the middle up', async () => {
    const source = await drawCoordinates(strip).png().toBuffer();
    const picture = await draw({ kind: 'arc', degrees: 90, width: 431, height: 160 }, source, strip);
    expect(originAt(picture, 215, 2, strip)).toEqual(near({ x: 199.5, y: 2 }, 4));
    expect(originAt(picture, 215, 97, strip)).toEqual(near({ x: 199.5, y: 97 }, 4));
    expect(originAt(picture, 8, 90, strip).x).toBeLessThan(10);
    expect(originAt(picture, 422, 90, strip).x).toBeGreaterThan(389);
    for (const [x, y] of [
      [0, 0],
      [430, 0],
      [215, 150],
    ] as const)
      expect(picture.at(x, y)[3]).toBe(0);
  });

  it('bends the other way for negative degrees', async () => {
    const source = await drawCoordinates(strip).png().toBuffer();
    const picture = await draw({ kind: 'arc', degrees: -90, width: 431, height: 160 }, source, strip);
    expect(originAt(picture, 215, 157, strip)).toEqual(near({ x: 199.5, y: 97 }, 4));
    expect(originAt(picture, 8, 70, strip).x).toBeLessThan(10);
    expect(picture.at(215, 10)[3]).toBe(0);
    expect(picture.at(0, 159)[3]).toBe(0);
  });

  it('keeps the length of the middle row', async () => {
    const source = await drawCoordinates(strip).png().toBuffer();
    const picture = await draw({ kind: 'arc', degrees: 90, width: 431, height: 160 }, source, strip);
    const radius = 400 / (Math.PI / 2);
    const along = (degrees: number) => {
      const angle = (degrees * Math.PI) / 180;
      const outer = radius + 50;
      return originAt(picture, 215 + radius * Math.sin(angle), outer - radius * Math.cos(angle), strip);
    };
    expect(along(-22.5)).toEqual(near({ x: 100, y: 49.5 }, 4));
    expect(along(22.5)).toEqual(near({ x: 300, y: 49.5 }, 4));
  });

  it('of 360 degrees is a disc', async () => {
    const source = await drawCoordinates(strip).png().toBuffer();
    const picture = await draw({ kind: 'arc', degrees: 360, width: 227, height: 227 }, source, strip);
    expect(originAt(picture, 113, 2, strip)).toEqual(near({ x: 199.5, y: 2 }, 4));
    expect(originAt(picture, 100, 224, strip).y).toBeLessThan(5);
    expect(picture.at(113, 113)[3]).toBe(0);
    expect(picture.at(0, 0)[3]).toBe(0);
  });
});
