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
  const over = layer.data;
  for (let y = 0; y < layer.height; y += 1) {
    let to = ((top + y) * picture.width + left) * channels;
    let from = y * layer.width * 4;
    for (let x = 0; x < layer.width; x += 1, to += channels, from += 4) {
      const alpha = over[from + 3] ?? 0;
      const rest = 255 * (255 - alpha);
      data[to] = (data[to] ?? 0) * share(rest, over[from], alpha) + 0.5;
      data[to + 1] = (data[to + 1] ?? 0) * share(rest, over[from + 1], alpha) + 0.5;
      data[to + 2] = (data[to + 2] ?? 0) * share(rest, over[from + 2], alpha) + 0.5;
    }
  }
  return picture;
}

function share(rest: number, colour: number | undefined, alpha: number): number {
  return (rest + (colour ?? 0) * alpha) / 65_025;
}
