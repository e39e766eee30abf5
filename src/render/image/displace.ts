import type { DisplaceOperation } from '../../domain/plan.ts';
import { createSample } from './bilinear.ts';
import { clipLayer, type PlacedLayer } from './clip-layer.ts';
import { withColours } from './colour-channels.ts';
import { drawnLayer, type Place } from './operation-step.ts';
import type { RawPicture } from './picture.ts';

/** `out(p) = B(p + ((R − 0.5)·2·x, (G − 0.5)·2·y))`, as far as the map is opaque (spec image-transformations T43). */
export const placeDisplace: Place<DisplaceOperation> = (operation, pass) => {
  const map = clipLayer({ ...operation, picture: drawnLayer(operation.layer, pass) }, pass.size);
  return { stage: 'redraw', redraw: (picture) => displaceBy(picture, map, operation), eachFrame: true };
};

interface Reach {
  readonly x: number;
  readonly y: number;
}

function displaceBy(picture: RawPicture, map: PlacedLayer, reach: Reach): RawPicture {
  const base = withColours(picture);
  const sample = createSample(base);
  const across = shifts(reach.x);
  const down = shifts(reach.y);
  const { width, height, data } = map.picture;
  const found = Buffer.alloc(4);
  for (let y = 0, from = 0; y < height; y += 1) {
    let to = ((map.top + y) * base.width + map.left) * base.channels;
    for (let x = 0; x < width; x += 1, from += 4, to += base.channels) {
      const share = (data[from + 3] ?? 0) / 255;
      if (share === 0) continue;
      const right = map.left + x + (across[data[from] ?? 0] ?? 0) * share;
      const below = map.top + y + (down[data[from + 1] ?? 0] ?? 0) * share;
      sample(within(right, base.width), within(below, base.height), found, 0);
      found.copy(base.data, to, 0, base.channels);
    }
  }
  return base;
}

/** What each value of a channel means in pixels. */
function shifts(reach: number): Float64Array {
  return Float64Array.from({ length: 256 }, (_, value) => (value / 255 - 0.5) * 2 * reach);
}

/** Middle of a pixel; those of the edge repeat. */
function within(position: number, side: number): number {
  return Math.min(Math.max(position, 0), side - 1) + 0.5;
}
