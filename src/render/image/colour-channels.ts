import type { RawPicture } from './picture.ts';

export interface ColourPicture extends RawPicture {
  readonly channels: 3 | 4;
}

/** A picture that became grey has one channel for all three, and may have one of alpha. */
export function withColours(picture: RawPicture): ColourPicture {
  const { data, channels } = picture;
  if (channels === 3 || channels === 4) return { ...picture, channels };
  const count = data.length / channels;
  const wide = channels === 1 ? 3 : 4;
  const colours = Buffer.allocUnsafe(count * wide);
  for (let pixel = 0; pixel < count; pixel += 1) {
    colours.fill(data[pixel * channels] ?? 0, pixel * wide, pixel * wide + 3);
    if (wide === 4) colours[pixel * 4 + 3] = data[pixel * 2 + 1] ?? 0;
  }
  return { ...picture, data: colours, channels: wide };
}

export function withAlpha(picture: RawPicture): ColourPicture {
  const { channels, data, ...others } = withColours(picture);
  return { ...others, data: channels === 4 ? data : addAlpha(data, 255), channels: 4 };
}

/** The same alpha for all pixels of an opaque picture. */
export function addAlpha(colours: Buffer, alpha: number): Buffer {
  const joined = Buffer.allocUnsafe((colours.length / 3) * 4);
  for (let from = 0, to = 0; from < colours.length; from += 3, to += 4) {
    joined[to] = colours[from] ?? 0;
    joined[to + 1] = colours[from + 1] ?? 0;
    joined[to + 2] = colours[from + 2] ?? 0;
    joined[to + 3] = alpha;
  }
  return joined;
}
