import { access } from 'node:fs/promises';
import type { Box } from '../../domain/plan.ts';
import type { MeasureJob } from '../../domain/renderer.ts';
import { undecodable } from '../failures.ts';
import type { Size } from './operation-step.ts';
import { type RawPicture, readGreyPixels, readPixels, splitFrames } from './picture.ts';
import { runOperations } from './run-operations.ts';
import { sizeAfter } from './size-after.ts';
import { trimBox } from './trim-box.ts';

export async function measure(
  { measurement, sourcePath }: MeasureJob,
  limits: { readonly maxPixels: number },
): Promise<Box> {
  await access(sourcePath);
  const picture = await decode(measurement, sourcePath, limits.maxPixels).catch((cause) => {
    throw undecodable(cause);
  });
  // What moves in an animation must stay in sight, whichever frame it stands in.
  const boxes = splitFrames(picture).flatMap((frame) => trimBox(frame, measurement.threshold) ?? []);
  return boxes.length === 0
    ? { left: 0, top: 0, width: picture.width, height: picture.height }
    : union(boxes);
}

async function decode(
  { input, operations }: MeasureJob['measurement'],
  sourcePath: string,
  maxPixels: number,
): Promise<RawPicture> {
  const animated = input.frames === 'all';
  const { pipeline, frames } = await runOperations({ sourcePath, input, operations, maxPixels, animated });
  const isGreyed = operations.some(({ kind }) => kind === 'grayscale');
  const size = operations.reduce<Size>((before, operation) => sizeAfter(operation, before), input);
  return await (isGreyed ? readGreyPixels : readPixels)(pipeline, { frames, size });
}

function union(boxes: readonly Box[]): Box {
  const left = Math.min(...boxes.map((box) => box.left));
  const top = Math.min(...boxes.map((box) => box.top));
  const right = Math.max(...boxes.map((box) => box.left + box.width));
  const bottom = Math.max(...boxes.map((box) => box.top + box.height));
  return { left, top, width: right - left, height: bottom - top };
}
