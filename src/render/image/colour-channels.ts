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
  if (channels === 4) return { ...others, data, channels };
  const count = data.length / 3;
  const opaque = Buffer.allocUnsafe(count * 4);
  for (let pixel = 0; pixel < count; pixel += 1) {
    opaque[pixel * 4] = data[pixel * 3] ?? 0;
    opaque[pixel * 4 + 1] = data[pixel * 3 + 1] ?? 0;
    opaque[pixel * 4 + 2] = data[pixel * 3 + 2] ?? 0;
    opaque[pixel * 4 + 3] = 255;
  }
  return { ...others, data: opaque, channels: 4 };
}
