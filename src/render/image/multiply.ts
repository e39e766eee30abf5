import type { PlacedLayer } from './clip-layer.ts';
import type { ColourPicture } from './colour-channels.ts';

/**
 * `B·(1 − αL) + B·L·αL` (spec image-transformations §6.8): never brighter, and the picture's own alpha stays. Blending as
 * in W3C Compositing would show the layer where the picture is transparent.
 */
export function multiplyBy(
  picture: ColourPicture,
  { picture: layer, left, top }: PlacedLayer,
): ColourPicture {
  const { data, channels } = picture;
  for (let y = 0; y < layer.height; y += 1) {
    let to = ((top + y) * picture.width + left) * channels;
    let from = y * layer.width * 4;
    for (let x = 0; x < layer.width; x += 1, to += channels, from += 4) {
      const alpha = layer.data[from + 3] ?? 0;
      for (let channel = 0; channel < 3; channel += 1) {
        const factor = 255 * (255 - alpha) + (layer.data[from + channel] ?? 0) * alpha;
        data[to + channel] = Math.round(((data[to + channel] ?? 0) * factor) / 65_025);
      }
    }
  }
  return picture;
}
