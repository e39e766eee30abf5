import { toByte, toLinear } from './luminance.ts';

export interface Rgb {
  readonly r: number;
  readonly g: number;
  readonly b: number;
}

/** CIE 1976 L*a*b* of sRGB under D65. */
export interface Lab {
  readonly l: number;
  readonly a: number;
  readonly b: number;
}

const whiteX = 0.950_47;
const whiteZ = 1.088_83;
const linear = Float64Array.from({ length: 256 }, (_, value) => toLinear(value / 255));

/** The cube root of the definition, looked up: steps of 1/8192 keep L* within 0.01. */
const rootSteps = 8192;
const roots = Float64Array.from({ length: rootSteps + 2 }, (_, step) => cubeRoot(step / rootSteps));

/** Whole numbers from 0 to 255. */
export function labOf(red: number, green: number, blue: number): Lab {
  const r = linear[red] ?? 0;
  const g = linear[green] ?? 0;
  const b = linear[blue] ?? 0;
  const x = rootOf((0.412_456_4 * r + 0.357_576_1 * g + 0.180_437_5 * b) / whiteX);
  const y = rootOf(0.212_672_9 * r + 0.715_152_2 * g + 0.072_175 * b);
  const z = rootOf((0.019_333_9 * r + 0.119_192 * g + 0.950_304_1 * b) / whiteZ);
  return { l: 116 * y - 16, a: 500 * (x - y), b: 200 * (y - z) };
}

/** What sRGB cannot show is cut to what it can. */
export function rgbOf({ l, a, b }: Lab): Rgb {
  const height = (l + 16) / 116;
  const x = whiteX * cube(height + a / 500);
  const y = cube(height);
  const z = whiteZ * cube(height - b / 200);
  return {
    r: toByte(3.240_454_2 * x - 1.537_138_5 * y - 0.498_531_4 * z),
    g: toByte(-0.969_266 * x + 1.876_010_8 * y + 0.041_556 * z),
    b: toByte(0.055_643_4 * x - 0.204_025_9 * y + 1.057_225_2 * z),
  };
}

/** ΔE of 1976. */
export function labDistance(one: Lab, other: Lab): number {
  // Math.hypot guards against overflow, and takes four times as long.
  return Math.sqrt((one.l - other.l) ** 2 + (one.a - other.a) ** 2 + (one.b - other.b) ** 2);
}

function rootOf(value: number): number {
  const position = Math.min(value, 1) * rootSteps;
  const step = Math.floor(position);
  const low = roots[step] ?? 0;
  return low + ((roots[step + 1] ?? 0) - low) * (position - step);
}

function cubeRoot(value: number): number {
  return value > 216 / 24_389 ? Math.cbrt(value) : (24_389 / 27) * (value / 116) + 16 / 116;
}

function cube(root: number): number {
  return root > 6 / 29 ? root * root * root : (116 * root - 16) * (27 / 24_389);
}
