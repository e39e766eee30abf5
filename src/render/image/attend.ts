import sharp from 'sharp';
import type { AttendOperation } from '../../domain/effect-operation.ts';
import type { PassSoFar, Place, Size } from './operation-step.ts';
import { joinFrames, openPicture, type RawPicture, readPixels, splitFrames } from './picture.ts';
import { sizeAfter } from './size-after.ts';

/**
 * Sharp looks for what draws attention right after resizing, and only while it resizes: to the size that covers the
 * window when that is what the pass has done, to its own size otherwise.
 */
export const placeAttend: Place<AttendOperation> = ({ width, height }, pass) => {
  // Each frame by itself would jump about.
  if (pass.animated) return { stage: 'redraw', redraw: (frames) => cutFrames(frames, { width, height }) };
  const withoutReduction = !pass.operations.some(({ kind }) => kind === 'resize');
  return {
    stage: 'attend',
    apply: (pipeline) =>
      pipeline.resize(width, height, { fit: 'cover', position: sharp.strategy.attention, withoutReduction }),
    cannotFollow: ({ kind }) => kind === 'rotate' || (kind === 'resize' && !covers(pass, { width, height })),
  };
};

/** The resize before kept the ratio and left no more than the window on one axis. */
function covers({ operations, startSize, size }: PassSoFar, window: Size): boolean {
  const resize = operations.findIndex(({ kind }) => kind === 'resize');
  const before = operations
    .slice(0, resize)
    .reduce((known, operation) => sizeAfter(operation, known), startSize);
  const scale = Math.max(window.width / before.width, window.height / before.height);
  return (
    Math.abs(size.width - before.width * scale) <= 1 && Math.abs(size.height - before.height * scale) <= 1
  );
}

/** The window of the first frame, cut out of all. */
async function cutFrames(picture: RawPicture, { width, height }: Size): Promise<RawPicture> {
  const [first] = splitFrames(picture);
  if (first === undefined) return picture;
  const options = { fit: 'cover', position: sharp.strategy.attention, withoutReduction: true } as const;
  const { info } = await openPicture(first)
    .resize(width, height, options)
    .raw()
    .toBuffer({ resolveWithObject: true });
  // Sharp counts them from the window to the picture.
  const left = -(info.cropOffsetLeft ?? 0);
  const top = -(info.cropOffsetTop ?? 0);
  const frames: RawPicture[] = [];
  for (const frame of splitFrames(picture))
    frames.push(await readPixels(openPicture(frame).extract({ left, top, width, height })));
  return joinFrames(frames);
}
