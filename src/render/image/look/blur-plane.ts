import { type Plane, planeLike } from './plane.ts';

const sigma = 1.5;
const radius = 5;

/** From the middle outwards; both halves together sum to one. */
const taps = makeTaps();

function makeTaps(): readonly number[] {
  const half = Array.from({ length: radius + 1 }, (_, step) =>
    Math.exp(-(step * step) / (2 * sigma * sigma)),
  );
  const sum = half.reduce((total, tap, step) => total + (step === 0 ? tap : 2 * tap), 0);
  return half.map((tap) => tap / sum);
}

/** Gaussian; nothing lies outside of the picture, as in the metric's own implementation. */
export function blurPlane(plane: Plane): Plane {
  return transposeBlur(transposeBlur(plane));
}

/** Blurs each row and writes it as a column: twice this is both directions, with rows read in order both times. */
function transposeBlur({ data, width, height }: Plane): Plane {
  const turned = planeLike({ data, width: height, height: width });
  const row = new Float32Array(width + 2 * radius);
  const [t0 = 0, t1 = 0, t2 = 0, t3 = 0, t4 = 0, t5 = 0] = taps;
  for (let y = 0; y < height; y += 1) {
    row.set(data.subarray(y * width, (y + 1) * width), radius);
    for (let x = 0, to = y; x < width; x += 1, to += height) {
      turned.data[to] =
        t0 * at(row, x + 5) +
        t1 * (at(row, x + 4) + at(row, x + 6)) +
        t2 * (at(row, x + 3) + at(row, x + 7)) +
        t3 * (at(row, x + 2) + at(row, x + 8)) +
        t4 * (at(row, x + 1) + at(row, x + 9)) +
        t5 * (at(row, x) + at(row, x + 10));
    }
  }
  return turned;
}

function at(row: Float32Array, index: number): number {
  return row[index] ?? 0;
}
