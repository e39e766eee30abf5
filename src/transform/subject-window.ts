import type { Box } from '../domain/plan.ts';
import { growToRatio } from './grow-to-ratio.ts';
import { roundHalfUp, roundSide } from './rounding.ts';
import { largestWindow, type Size } from './scaled-size.ts';

/** What `fo-face` or `fo-<object>` has found, in pixels of the picture, and how closely it is to be seen. */
export interface SeenSubject {
  readonly kind: 'face' | 'objects';
  readonly box: Box;
  /** `z`: 2 shows half the width. */
  readonly zoom: number;
}

/** A face is shown with what surrounds it (spec image-transformations §4.7). */
const roomAroundFaces = 1.5;

/** The window that becomes `target` when it is scaled, as near to its ratio as pixels allow. */
export function subjectWindow(picture: Size, target: Size, { kind, box, zoom }: SeenSubject): Box {
  if (kind === 'face') return growToRatio(growBox(box, roomAroundFaces / zoom), target, picture);
  // There is nothing to be seen beyond the largest window.
  return centreWindow(picture, zoomedOut(largestWindow(picture, target), Math.max(zoom, 1)), box);
}

/** Without sides: what was found, in its own size. Objects may be grown to a ratio. */
export function tightWindow(picture: Size, { kind, box, zoom }: SeenSubject, ratio?: Size): Box {
  if (kind === 'face') return wholePixels(growBox(box, roomAroundFaces / zoom), picture);
  const seen = growBox(box, 1 / zoom);
  return ratio === undefined ? wholePixels(seen, picture) : growToRatio(seen, ratio, picture);
}

/** The window of `cm-extract`: unscaled, unless it is looked at more closely. */
export function extractedWindow(picture: Size, target: Size, { box, zoom }: SeenSubject): Box {
  return centreWindow(picture, zoomedOut(target, zoom), box);
}

export function zoomedOut({ width, height }: Size, zoom: number): Size {
  return { width: roundSide(width / zoom), height: roundSide(height / zoom) };
}

/** Centred on the box, shifted into the picture, and no larger than it. */
function centreWindow(picture: Size, size: Size, box: Box): Box {
  const width = Math.min(size.width, picture.width);
  const height = Math.min(size.height, picture.height);
  const left = shiftInside(Math.floor(box.left + box.width / 2 - width / 2), picture.width - width);
  const top = shiftInside(Math.floor(box.top + box.height / 2 - height / 2), picture.height - height);
  return { left, top, width, height };
}

function growBox({ left, top, width, height }: Box, factor: number): Box {
  return {
    left: left + (width - width * factor) / 2,
    top: top + (height - height * factor) / 2,
    width: width * factor,
    height: height * factor,
  };
}

function wholePixels(box: Box, picture: Size): Box {
  const width = Math.min(roundSide(box.width), picture.width);
  const height = Math.min(roundSide(box.height), picture.height);
  const left = shiftInside(roundHalfUp(box.left), picture.width - width);
  const top = shiftInside(roundHalfUp(box.top), picture.height - height);
  return { left, top, width, height };
}

function shiftInside(start: number, last: number): number {
  return Math.min(Math.max(start, 0), last);
}
