import { access } from 'node:fs/promises';
import type { Box, PageMeasurement, TrimMeasurement } from '../../domain/plan.ts';
import type { MeasureJob, SourcePaths } from '../../domain/renderer.ts';
import { undecodable } from '../failures.ts';
import { type DrawingLimits, drawLayers } from './draw-layers.ts';
import type { Size } from './operation-step.ts';
import { readPageSize } from './page-size.ts';
import { type RawPicture, readResult, splitFrames } from './picture.ts';
import { runOperations } from './run-operations.ts';
import { sizeAfter } from './size-after.ts';
import { drawText } from './text/draw-text.ts';
import { trimBox } from './trim-box.ts';

export async function measure({ measurement, ...sources }: MeasureJob, limits: DrawingLimits): Promise<Box> {
  switch (measurement.kind) {
    case 'trim':
      return await measureTrim(measurement, sources, limits);
    case 'page':
      return await measurePage(measurement, sources, limits);
    case 'text': {
      const { width, height } = await drawText(measurement.box, sources, limits);
      return { left: 0, top: 0, width, height };
    }
  }
}

async function measurePage(
  { input }: PageMeasurement,
  { sourcePath }: SourcePaths,
  limits: DrawingLimits,
): Promise<Box> {
  await access(sourcePath);
  const page = input.frames === 'all' ? 0 : input.frames;
  const { width, height } = await readPageSize(sourcePath, input.format, page, limits).catch((cause) => {
    throw undecodable(cause);
  });
  return { left: 0, top: 0, width, height };
}

async function measureTrim(
  measurement: TrimMeasurement,
  sources: SourcePaths,
  limits: DrawingLimits,
): Promise<Box> {
  for (const path of [sources.sourcePath, ...(sources.overlayPaths ?? [])]) await access(path);
  const picture = await decode(measurement, sources, limits).catch((cause) => {
    throw undecodable(cause);
  });
  // What moves in an animation must stay in sight, whichever frame it stands in.
  const boxes = splitFrames(picture).flatMap((frame) => trimBox(frame, measurement.threshold) ?? []);
  return boxes.length === 0
    ? { left: 0, top: 0, width: picture.width, height: picture.height }
    : union(boxes);
}

async function decode(
  { input, operations }: TrimMeasurement,
  sources: SourcePaths,
  limits: DrawingLimits,
): Promise<RawPicture> {
  const layers = await drawLayers(operations, sources, limits);
  const { sourcePath } = sources;
  const animated = input.frames === 'all';
  const job = { sourcePath, input, operations, limits, animated, layers };
  const { pipeline, frames } = await runOperations(job);
  const size = operations.reduce<Size>((before, operation) => sizeAfter(operation, before), input);
  return await readResult(pipeline, operations, { frames, size });
}

function union(boxes: readonly Box[]): Box {
  const left = Math.min(...boxes.map((box) => box.left));
  const top = Math.min(...boxes.map((box) => box.top));
  const right = Math.max(...boxes.map((box) => box.left + box.width));
  const bottom = Math.max(...boxes.map((box) => box.top + box.height));
  return { left, top, width: right - left, height: bottom - top };
}
