import { type Plane, planeLike } from './plane.ts';

/** Red, green, blue of linear light; or X, Y, B of XYB. */
export type Planes = readonly [Plane, Plane, Plane];

const bias = 0.0037930734;
const biasRoot = Math.cbrt(bias);

/** The colours that JPEG XL thinks in, each moved to about 0…1 (SSIMULACRA 2: `MakePositiveXYB`). */
export function toXyb([red, green, blue]: Planes): Planes {
  const [x, y, b] = [planeLike(red), planeLike(red), planeLike(red)];
  for (let index = 0; index < red.data.length; index += 1) {
    const r = red.data[index] ?? 0;
    const g = green.data[index] ?? 0;
    const bl = blue.data[index] ?? 0;
    const long = Math.cbrt(0.3 * r + 0.622 * g + 0.078 * bl + bias) - biasRoot;
    const middle = Math.cbrt(0.23 * r + 0.692 * g + 0.078 * bl + bias) - biasRoot;
    const short = Math.cbrt(0.24342269 * r + 0.20476745 * g + 0.55180986 * bl + bias) - biasRoot;
    const luma = (long + middle) / 2;
    x.data[index] = 7 * (long - middle) + 0.42;
    y.data[index] = luma + 0.01;
    b.data[index] = short - luma + 0.55;
  }
  return [x, y, b];
}
