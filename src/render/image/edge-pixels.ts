import type { ColourPicture } from './colour-channels.ts';

export type Side = 'top' | 'right' | 'bottom' | 'left';

export interface EdgePixel {
  readonly side: Side;
  readonly x: number;
  readonly y: number;
  readonly r: number;
  readonly g: number;
  readonly b: number;
}

/**
 * The outermost pixels of each row and column: of what is transparent at its edge, the first that are at least half as
 * opaque as any. In the fainter ones before them there is next to no colour left to read.
 */
export function* edgePixelsOf(picture: ColourPicture): Generator<EdgePixel> {
  const { data, width, height, channels } = picture;
  const leastAlpha = Math.max(1, mostAlpha(picture) / 2);
  const isThere = (x: number, y: number) =>
    channels === 3 || (data[(y * width + x) * channels + 3] ?? 0) >= leastAlpha;
  const pixel = (side: Side, x: number, y: number): EdgePixel => {
    const start = (y * width + x) * channels;
    return { side, x, y, r: data[start] ?? 0, g: data[start + 1] ?? 0, b: data[start + 2] ?? 0 };
  };
  for (let x = 0; x < width; x += 1) {
    const top = firstThere(height, (y) => isThere(x, y));
    if (top === undefined) continue;
    yield pixel('top', x, top);
    const back = firstThere(height, (y) => isThere(x, height - 1 - y)) ?? 0;
    yield pixel('bottom', x, height - 1 - back);
  }
  for (let y = 0; y < height; y += 1) {
    const left = firstThere(width, (x) => isThere(x, y));
    if (left === undefined) continue;
    yield pixel('left', left, y);
    const back = firstThere(width, (x) => isThere(width - 1 - x, y)) ?? 0;
    yield pixel('right', width - 1 - back, y);
  }
}

function mostAlpha({ data, channels }: ColourPicture): number {
  let most = 0;
  if (channels === 4)
    for (let index = 3; index < data.length; index += 4) most = Math.max(most, data[index] ?? 0);
  return most;
}

function firstThere(length: number, isThere: (position: number) => boolean): number | undefined {
  for (let position = 0; position < length; position += 1) if (isThere(position)) return position;
  return undefined;
}
