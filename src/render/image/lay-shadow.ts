import type { ColourPicture } from './colour-channels.ts';

/** Black under the picture: `mask` tells where, from 0 to 255, and `opacity` how much of it. */
export function layShadow(picture: ColourPicture, mask: Uint8Array, opacity: number): void {
  const { data } = picture;
  for (let pixel = 0, index = 0; pixel < mask.length; pixel += 1, index += 4) {
    const own = data[index + 3] ?? 0;
    const shade = (mask[pixel] ?? 0) * opacity;
    if (own === 255 || shade === 0) continue;
    const alpha = own + (shade * (255 - own)) / 255;
    const share = own / alpha;
    data[index] = Math.round((data[index] ?? 0) * share);
    data[index + 1] = Math.round((data[index + 1] ?? 0) * share);
    data[index + 2] = Math.round((data[index + 2] ?? 0) * share);
    data[index + 3] = Math.round(alpha);
  }
}
