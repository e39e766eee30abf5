import type { Box } from '../../domain/plan.ts';
import type { RawPicture } from './picture.ts';

/**
 * Bounding box of the pixels that differ from the top-left one by more than `threshold` in any channel, alpha
 * included (spec image-transformations §7.9). Undefined when none does. Looks from each edge inwards, so that a picture
 * with a thin frame is hardly read.
 */
export function trimBox({ data, width, height, channels }: RawPicture, threshold: number): Box | undefined {
  const reference = data.subarray(0, channels);

  function stands(x: number, y: number): boolean {
    const start = (y * width + x) * channels;
    return reference.some((value, channel) => Math.abs((data[start + channel] ?? 0) - value) > threshold);
  }
  const rowStands = (y: number, from: number, to: number) => first(from, to, (x) => stands(x, y)) < to;
  const columnStands = (x: number, from: number, to: number) => first(from, to, (y) => stands(x, y)) < to;

  const top = first(0, height, (y) => rowStands(y, 0, width));
  if (top === height) return undefined;
  const below = first(0, height, (back) => rowStands(height - 1 - back, 0, width));
  const bottom = height - below;
  const left = first(0, width, (x) => columnStands(x, top, bottom));
  const beyond = first(0, width, (back) => columnStands(width - 1 - back, top, bottom));
  return { left, top, width: width - beyond - left, height: bottom - top };
}

/** The first number from `from` on that matches; `to` when none does. */
function first(from: number, to: number, matches: (position: number) => boolean): number {
  for (let position = from; position < to; position += 1) if (matches(position)) return position;
  return to;
}
