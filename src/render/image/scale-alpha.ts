import type { PlacedLayer } from './clip-layer.ts';
import type { ColourPicture } from './colour-channels.ts';

/** The picture's alpha, where the layer lies, times what `shareOf` makes of the layer's: both of 255. */
export function scaleAlpha(
  picture: ColourPicture,
  { picture: layer, left, top }: PlacedLayer,
  shareOf: (alpha: number) => number,
): ColourPicture {
  for (let y = 0; y < layer.height; y += 1) {
    let to = ((top + y) * picture.width + left) * 4 + 3;
    let from = y * layer.width * 4 + 3;
    for (let x = 0; x < layer.width; x += 1, to += 4, from += 4) {
      picture.data[to] = Math.round(((picture.data[to] ?? 0) * shareOf(layer.data[from] ?? 0)) / 255);
    }
  }
  return picture;
}
