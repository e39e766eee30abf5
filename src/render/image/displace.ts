import type { DisplaceOperation } from '../../domain/plan.ts';
import { rowOfPlaces, sampleRow } from './bilinear.ts';
import { clipLayer, type PlacedLayer } from './clip-layer.ts';
import { type ColourPicture, withColours } from './colour-channels.ts';
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
  const before = { ...base, data: Buffer.from(base.data) };
  const across = shifts(reach.x);
  const down = shifts(reach.y);
  const { width, height, data } = map.picture;
  const places = rowOfPlaces(width);
  const found = Buffer.alloc(width * 4);
  for (let y = 0, from = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, from += 4) {
      const share = (data[from + 3] ?? 0) / 255;
      const right = map.left + x + (across[data[from] ?? 0] ?? 0) * share;
      const below = map.top + y + (down[data[from + 1] ?? 0] ?? 0) * share;
      places.x[x] = within(right, base.width);
      places.y[x] = within(below, base.height);
    }
    sampleRow(before, places, found, 0);
    putRow(found, base, ((map.top + y) * base.width + map.left) * base.channels);
  }
  return base;
}

function putRow(row: Buffer, { data, channels }: ColourPicture, start: number): void {
  for (let from = 0, to = start; from < row.length; from += 4, to += channels) {
    for (let channel = 0; channel < channels; channel += 1) data[to + channel] = row[from + channel] ?? 0;
  }
}

/** What each value of a channel means in pixels. */
function shifts(reach: number): Float64Array {
  return Float64Array.from({ length: 256 }, (_, value) => (value / 255 - 0.5) * 2 * reach);
}

/** Middle of a pixel; those of the edge repeat. */
function within(position: number, side: number): number {
  return Math.min(Math.max(position, 0), side - 1) + 0.5;
}
