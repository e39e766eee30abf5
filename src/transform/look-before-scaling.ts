import type { Box, Operation } from '../domain/plan.ts';
import { applyAll, type Picture } from './picture.ts';

/** Where to look for the box that a trim leaves, and what the box found there means for the picture itself. */
export interface Look {
  readonly picture: Picture;
  readonly place: (box: Box) => Box;
}

/**
 * Scaling mixes the frame with what it encloses: along the edge of a frame that is gone there would stay a rim of mixed
 * pixels. So the frame is looked for in the picture before it was scaled, and its box is scaled instead (`w-250:t-true`
 * of a frame of 100 px is cut at 50, spec image-transformations §4.12).
 */
export function lookBeforeScaling(picture: Picture, original: Picture): Look {
  const { operations } = picture;
  const start = operations.findLastIndex(({ kind }) => kind !== 'crop' && kind !== 'resize') + 1;
  const scaling = operations.slice(start);
  if (!scaling.some(({ kind }) => kind === 'resize')) return { picture, place: (box) => box };
  const before = applyAll(original, operations.slice(0, start));
  const seen = seenThrough(scaling, before);
  const window = wholePixels(seen, before);
  return {
    picture: applyAll(before, [{ kind: 'crop', ...window }]),
    place: (box) =>
      scaleBox({ ...box, left: box.left + window.left, top: box.top + window.top }, seen, picture),
  };
}

/** The part of `before` that the operations have left, in its own pixels. */
function seenThrough(operations: readonly Operation[], before: Picture): Box {
  const pictures = operations.map((_, index) => applyAll(before, operations.slice(0, index)));
  const last = applyAll(before, operations);
  const whole: Box = { left: 0, top: 0, width: last.width, height: last.height };
  return operations.reduceRight(
    (box, operation, index) => stepBack(box, operation, pictures[index] ?? before),
    whole,
  );
}

function stepBack(box: Box, operation: Operation, before: Picture): Box {
  if (operation.kind === 'crop')
    return { ...box, left: box.left + operation.left, top: box.top + operation.top };
  if (operation.kind !== 'resize') return box;
  const x = before.width / operation.width;
  const y = before.height / operation.height;
  return { left: box.left * x, top: box.top * y, width: box.width * x, height: box.height * y };
}

function wholePixels({ left, top, width, height }: Box, picture: Picture): Box {
  const start = { left: Math.floor(left), top: Math.floor(top) };
  const right = Math.min(picture.width, Math.ceil(left + width));
  const bottom = Math.min(picture.height, Math.ceil(top + height));
  return { ...start, width: right - start.left, height: bottom - start.top };
}

/** `box` lies in the picture before, of which `seen` has become the whole `picture`; to the nearest pixel, at least one. */
function scaleBox(box: Box, seen: Box, picture: Picture): Box {
  const across = scaleSpan(box.left - seen.left, box.width, picture.width / seen.width, picture.width);
  const down = scaleSpan(box.top - seen.top, box.height, picture.height / seen.height, picture.height);
  return { left: across.start, top: down.start, width: across.length, height: down.length };
}

function scaleSpan(start: number, length: number, scale: number, side: number) {
  const from = Math.min(Math.max(Math.round(start * scale), 0), side - 1);
  const to = Math.min(Math.max(Math.round((start + length) * scale), from + 1), side);
  return { start: from, length: to - from };
}
