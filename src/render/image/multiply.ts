import type { PlacedLayer } from './clip-layer.ts';
import { withColours } from './colour-channels.ts';
import type { RawPicture } from './picture.ts';

/**
 * `B·(1 − αL) + B·L·αL` (spec image-transformations §6.8): never brighter, and the picture's own alpha stays. Blending as
 * in W3C Compositing would show the layer where the picture is transparent.
 */
export function multiplyBy(picture: RawPicture, { picture: layer, left, top }: PlacedLayer): RawPicture {
  const base = withColours(picture);
  for (let y = 0; y < layer.height; y += 1) {
    let to = ((top + y) * base.width + left) * base.channels;
    let from = y * layer.width * 4;
    for (let x = 0; x < layer.width; x += 1, to += base.channels, from += 4) {
      const alpha = layer.data[from + 3] ?? 0;
      for (let channel = 0; channel < 3; channel += 1) {
        const factor = 255 * (255 - alpha) + (layer.data[from + channel] ?? 0) * alpha;
        base.data[to + channel] = Math.round(((base.data[to + channel] ?? 0) * factor) / 65_025);
      }
    }
  }
  return base;
}
