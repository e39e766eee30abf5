import type { ColourPicture } from './colour-channels.ts';
import type { Size } from './operation-step.ts';

/** RGBA, and where its top-left corner goes. */
export interface PlacedLayer {
  readonly picture: ColourPicture;
  readonly left: number;
  readonly top: number;
}

/** The part that lies on a picture of this size. The planner has seen to it that there is one. */
export function clipLayer({ picture, left, top }: PlacedLayer, size: Size): PlacedLayer {
  const [x, y] = [Math.max(0, left), Math.max(0, top)];
  const width = Math.min(size.width, left + picture.width) - x;
  const height = Math.min(size.height, top + picture.height) - y;
  if (width === picture.width && height === picture.height) return { picture, left, top };
  const data = Buffer.allocUnsafe(width * height * 4);
  for (let row = 0; row < height; row += 1) {
    const start = ((y - top + row) * picture.width + x - left) * 4;
    picture.data.copy(data, row * width * 4, start, start + width * 4);
  }
  return { picture: { ...picture, data, width, height }, left: x, top: y };
}
