/** Steps of linear light: half a step is less than half a grey even where the curve of sRGB is steepest. */
const steps = 4096;

/** IEC 61966-2-1: 0…1 of sRGB as linear light. */
export function toLinear(value: number): number {
  return value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/** The byte of sRGB for each step of linear light; a sum of rounded steps may come out one too high. */
const bytes = Uint8Array.from({ length: steps + 2 }, (_, step) =>
  Math.round(255 * fromLinear(Math.min(1, step / (steps - 1)))),
);

/** Linear light as a byte of sRGB; what lies outside of 0…1 is cut to it. */
export function toByte(light: number): number {
  if (light <= 0) return 0;
  return light >= 1 ? 255 : (bytes[Math.round(light * (steps - 1))] ?? 0);
}

/** IEC 61966-2-1: 0…1 of linear light as sRGB. */
export function fromLinear(light: number): number {
  return light <= 0.003_130_8 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
}

/** The luminance of a pixel is the sum of three looked-up numbers, its grey a fourth. */
export const luminanceTables = {
  red: share(0.2126),
  green: share(0.7152),
  blue: share(0.0722),
  greyOf: bytes,
};

function share(weight: number): Uint16Array {
  return Uint16Array.from({ length: 256 }, (_, value) =>
    Math.round(weight * (steps - 1) * toLinear(value / 255)),
  );
}
