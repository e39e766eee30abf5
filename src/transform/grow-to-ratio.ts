import type { Box } from '../domain/plan.ts';
import { roundSide } from './rounding.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * `area` widened or heightened about its centre to the ratio of `target`, then shifted into the picture, and shrunk
 * when the picture cannot hold it (T24).
 */
export function growToRatio(area: Box, target: Size, picture: Size): Box {
  const ratio = target.width / target.height;
  const grownWidth = Math.max(area.width, area.height * ratio);
  const shrink = Math.min(1, picture.width / grownWidth, (picture.height * ratio) / grownWidth);
  const width = Math.min(picture.width, roundSide(grownWidth * shrink));
  const height = Math.min(picture.height, roundSide((grownWidth * shrink) / ratio));
  const left = shiftInside(area.left + (area.width - width) / 2, picture.width - width);
  const top = shiftInside(area.top + (area.height - height) / 2, picture.height - height);
  return { left, top, width, height };
}

function shiftInside(start: number, last: number): number {
  return Math.min(Math.max(Math.floor(start), 0), last);
}
