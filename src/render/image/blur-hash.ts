import { fromLinear, toLinear } from './luminance.ts';
import type { RgbaPixels } from './rgba-pixels.ts';

/**
 * github.com/woltapp/blurhash, Algorithm.md: a few cosines of linear light, four along the longer side and three along
 * the other, in base 83. Alpha is not looked at.
 */
export function blurHash(pixels: RgbaPixels): string {
  const [across, down] = pixels.width >= pixels.height ? [4, 3] : [3, 4];
  const factors: Rgb[] = [];
  for (let y = 0; y < down; y += 1) for (let x = 0; x < across; x += 1) factors.push(factorOf(pixels, x, y));
  const [mean = black, ...waves] = factors;
  const strongest = Math.max(...waves.flat().map(Math.abs));
  const strength = clamp(Math.floor(strongest * 166 - 0.5), 82);
  return [
    base83(across - 1 + (down - 1) * 9, 1),
    base83(strength, 1),
    base83(
      mean.reduce((sum, light) => sum * 256 + Math.round(255 * fromLinear(light)), 0),
      4,
    ),
    ...waves.map((wave) => base83(quantise(wave, (strength + 1) / 166), 2)),
  ].join('');
}

type Rgb = readonly [number, number, number];
const black: Rgb = [0, 0, 0];

const light = Float64Array.from({ length: 256 }, (_, value) => toLinear(value / 255));

function factorOf({ data, width, height }: RgbaPixels, across: number, down: number): Rgb {
  let [red, green, blue] = black;
  for (let y = 0, index = 0; y < height; y += 1) {
    const vertical = Math.cos((Math.PI * down * y) / height);
    for (let x = 0; x < width; x += 1, index += 4) {
      const wave = vertical * Math.cos((Math.PI * across * x) / width);
      red += wave * (light[data[index] ?? 0] ?? 0);
      green += wave * (light[data[index + 1] ?? 0] ?? 0);
      blue += wave * (light[data[index + 2] ?? 0] ?? 0);
    }
  }
  const scale = (across + down === 0 ? 1 : 2) / (width * height);
  return [red * scale, green * scale, blue * scale];
}

/** Each colour in 19 steps, finer near the middle. */
function quantise(wave: Rgb, strength: number): number {
  return wave.reduce((sum, value) => {
    const share = value / strength;
    const step = Math.sign(share) * Math.sqrt(Math.abs(share)) * 9 + 9.5;
    return sum * 19 + clamp(Math.floor(step), 18);
  }, 0);
}

function clamp(value: number, most: number): number {
  return Math.max(0, Math.min(most, value));
}

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~';

function base83(value: number, length: number): string {
  const places = Array.from({ length }, (_, place) => Math.floor(value / 83 ** (length - 1 - place)) % 83);
  return places.map((digit) => digits.charAt(digit)).join('');
}
