import type { RgbaPixels } from './rgba-pixels.ts';

/**
 * evanw.github.io/thumbhash: lightness, two differences of colours and, where something is transparent, alpha, as a few
 * cosines in four bits each. At most 100 pixels a side.
 */
export function thumbHash(pixels: RgbaPixels): Uint8Array {
  const { width, height } = pixels;
  const { lightness, yellowBlue, redGreen, alpha, hasAlpha } = channelsOf(pixels);
  const longest = Math.max(width, height);
  const finest = hasAlpha ? 5 : 7;
  const across = Math.max(1, Math.round((finest * width) / longest));
  const down = Math.max(1, Math.round((finest * height) / longest));
  const size = { width, height };
  const l = wavesOf(lightness, size, Math.max(3, across), Math.max(3, down));
  const p = wavesOf(yellowBlue, size, 3, 3);
  const q = wavesOf(redGreen, size, 3, 3);
  const a = hasAlpha ? wavesOf(alpha, size, 5, 5) : undefined;
  const isLandscape = width > height;
  const head24 =
    Math.round(63 * l.mean) |
    (Math.round(31.5 + 31.5 * p.mean) << 6) |
    (Math.round(31.5 + 31.5 * q.mean) << 12) |
    (Math.round(31 * l.scale) << 18) |
    (Number(hasAlpha) << 23);
  const head16 =
    (isLandscape ? down : across) |
    (Math.round(63 * p.scale) << 3) |
    (Math.round(63 * q.scale) << 9) |
    (Number(isLandscape) << 15);
  const head = [head24, head24 >> 8, head24 >> 16, head16, head16 >> 8];
  if (a !== undefined) head.push(Math.round(15 * a.mean) | (Math.round(15 * a.scale) << 4));
  const waves = [l, p, q, ...(a === undefined ? [] : [a])].flatMap((channel) => channel.waves);
  return Uint8Array.from([...head, ...inPairs(waves)], (byte) => byte & 255);
}

/** What is transparent is seen over the mean colour. */
function channelsOf({ data }: RgbaPixels) {
  const count = data.length / 4;
  const mean = meanColour(data);
  const channel = () => new Float64Array(count);
  const [lightness, yellowBlue, redGreen, alpha] = [channel(), channel(), channel(), channel()];
  let isOpaque = true;
  for (let index = 0; index < count; index += 1) {
    const opacity = (data[index * 4 + 3] ?? 0) / 255;
    const over = (offset: 0 | 1 | 2) =>
      mean[offset] * (1 - opacity) + (opacity / 255) * (data[index * 4 + offset] ?? 0);
    const [red, green, blue] = [over(0), over(1), over(2)];
    lightness[index] = (red + green + blue) / 3;
    yellowBlue[index] = (red + green) / 2 - blue;
    redGreen[index] = red - green;
    alpha[index] = opacity;
    if (opacity < 1) isOpaque = false;
  }
  return { lightness, yellowBlue, redGreen, alpha, hasAlpha: !isOpaque };
}

function meanColour(data: Uint8Array): readonly [number, number, number] {
  let [red, green, blue, opacities] = [0, 0, 0, 0];
  for (let index = 0; index < data.length; index += 4) {
    const opacity = (data[index + 3] ?? 0) / 255;
    red += (opacity / 255) * (data[index] ?? 0);
    green += (opacity / 255) * (data[index + 1] ?? 0);
    blue += (opacity / 255) * (data[index + 2] ?? 0);
    opacities += opacity;
  }
  return opacities === 0 ? [0, 0, 0] : [red / opacities, green / opacities, blue / opacities];
}

interface Waves {
  readonly mean: number;
  /** 0…1, as shares of `scale` around a half. */
  readonly waves: readonly number[];
  readonly scale: number;
}

/** The corner of the lower frequencies, without the mean. */
function wavesOf(
  channel: Float64Array,
  { width, height }: { readonly width: number; readonly height: number },
  across: number,
  down: number,
): Waves {
  const waves: number[] = [];
  let mean = 0;
  for (let cy = 0; cy < down; cy += 1) {
    for (let cx = 0; cx * down < across * (down - cy); cx += 1) {
      const rows = cosines(cy, height);
      const columns = cosines(cx, width);
      let sum = 0;
      for (let y = 0, index = 0; y < height; y += 1)
        for (let x = 0; x < width; x += 1, index += 1)
          sum += (channel[index] ?? 0) * (columns[x] ?? 0) * (rows[y] ?? 0);
      const wave = sum / (width * height);
      if (cx === 0 && cy === 0) mean = wave;
      else waves.push(wave);
    }
  }
  const scale = Math.max(0, ...waves.map(Math.abs));
  return { mean, scale, waves: scale === 0 ? waves : waves.map((wave) => 0.5 + (0.5 / scale) * wave) };
}

function cosines(frequency: number, length: number): Float64Array {
  return Float64Array.from({ length }, (_, place) =>
    Math.cos((Math.PI / length) * frequency * (place + 0.5)),
  );
}

/** Four bits each, the first in the lower half. */
function inPairs(waves: readonly number[]): number[] {
  const bytes: number[] = [];
  waves.forEach((wave, index) => {
    const bits = Math.round(15 * wave);
    if (index % 2 === 0) bytes.push(bits);
    else bytes.push((bytes.pop() ?? 0) | (bits << 4));
  });
  return bytes;
}
