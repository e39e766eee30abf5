import type { PerspectiveOperation } from '../../domain/effect-operation.ts';
import { rowOfPlaces, sampleRow } from './bilinear.ts';
import { withColours } from './colour-channels.ts';
import type { Place, Size } from './operation-step.ts';
import type { RawPicture } from './picture.ts';

/** Sharp maps parallelograms only: here each pixel of the canvas is looked up in the picture. */
export const placePerspective: Place<PerspectiveOperation> = (operation) => ({
  stage: 'redraw',
  redraw: (picture) => project(picture, operation),
  eachFrame: true,
});

function project(picture: RawPicture, operation: PerspectiveOperation): RawPicture {
  const { width, height } = operation;
  const coloured = withColours(picture);
  const [a, b, c, d, e, f, g, h, i] = wayBack(picture, operation);
  const data = Buffer.allocUnsafe(width * height * 4);
  const places = rowOfPlaces(width);
  for (let y = 0; y < height; y += 1) {
    const down = y + 0.5;
    for (let x = 0; x < width; x += 1) {
      const right = x + 0.5;
      const depth = g * right + h * down + i;
      places.x[x] = (a * right + b * down + c) / depth;
      places.y[x] = (d * right + e * down + f) / depth;
    }
    sampleRow(coloured, places, data, y * width * 4);
  }
  return { data, width, height, channels: 4, frames: 1 };
}

type Matrix = readonly [number, number, number, number, number, number, number, number, number];

/** From the canvas to the picture: the inverse of the projection of the unit square, scaled to the picture. */
function wayBack({ width, height }: Size, operation: PerspectiveOperation): Matrix {
  const [a, b, c, d, e, f, g, h, i] = invert(projectionTo(operation));
  return [a * width, b * width, c * width, d * height, e * height, f * height, g, h, i];
}

/** The unit square to four corners (Heckbert, Fundamentals of Texture Mapping, 1989, §2.2.3). */
function projectionTo({ topLeft, topRight, bottomRight, bottomLeft }: PerspectiveOperation): Matrix {
  const sumX = topLeft.x - topRight.x + bottomRight.x - bottomLeft.x;
  const sumY = topLeft.y - topRight.y + bottomRight.y - bottomLeft.y;
  const [x1, y1] = [topRight.x - bottomRight.x, topRight.y - bottomRight.y];
  const [x2, y2] = [bottomLeft.x - bottomRight.x, bottomLeft.y - bottomRight.y];
  const determinant = x1 * y2 - x2 * y1;
  const g = (sumX * y2 - x2 * sumY) / determinant;
  const h = (x1 * sumY - sumX * y1) / determinant;
  return [
    topRight.x - topLeft.x + g * topRight.x,
    bottomLeft.x - topLeft.x + h * bottomLeft.x,
    topLeft.x,
    topRight.y - topLeft.y + g * topRight.y,
    bottomLeft.y - topLeft.y + h * bottomLeft.y,
    topLeft.y,
    g,
    h,
    1,
  ];
}

/** The adjugate: a projection does not care for the scale of its matrix. */
function invert([a, b, c, d, e, f, g, h, i]: Matrix): Matrix {
  return [
    e * i - f * h,
    c * h - b * i,
    b * f - c * e,
    f * g - d * i,
    a * i - c * g,
    c * d - a * f,
    d * h - e * g,
    b * g - a * h,
    a * e - b * d,
  ];
}
