import type { Size } from './operation-step.ts';
import type { RawPicture } from './picture.ts';

/** RGBA, and where its top-left corner goes. */
export interface PlacedLayer {
  readonly picture: RawPicture;
  readonly left: number;
  readonly top: number;
}

/** The part that lies on a picture of this size. The planner has seen to it that there is one. */
export function clipLayer({ picture, left, top }: PlacedLayer, size: Size): PlacedLayer {
  const [x, y] = [Math.max(0, left), Math.max(0, top)];
  const width = Math.min(size.width, left + picture.width) - x;
  const height = Math.min(size.height, top + picture.height) - y;
  if (width === picture.width && height === picture.height) return { picture, left, top };
  const clipped = emptyPicture({ width, height });
  copyRows({ from: picture, column: x - left, row: y - top }, { to: clipped, column: 0, row: 0 }, clipped);
  return { picture: clipped, left: x, top: y };
}

/** Widened to the size of one frame, transparent around the layer. */
export function repeatForFrames({ picture, left, top }: PlacedLayer, frame: Size): PlacedLayer {
  const whole = emptyPicture(frame);
  copyRows({ from: picture, column: 0, row: 0 }, { to: whole, column: left, row: top }, picture);
  return { picture: whole, left: 0, top: 0 };
}

function emptyPicture({ width, height }: Size): RawPicture {
  return { data: Buffer.alloc(width * height * 4), width, height, channels: 4, frames: 1 };
}

interface Start {
  readonly column: number;
  readonly row: number;
}

function copyRows(
  { from, ...source }: Start & { readonly from: RawPicture },
  { to, ...target }: Start & { readonly to: RawPicture },
  { width, height }: Size,
): void {
  for (let y = 0; y < height; y += 1) {
    const start = ((source.row + y) * from.width + source.column) * 4;
    from.data.copy(to.data, ((target.row + y) * to.width + target.column) * 4, start, start + width * 4);
  }
}
