import { accessSync, closeSync, openSync, writeFileSync } from 'node:fs';
import { MediaError } from '../../domain/errors.ts';
import { trailerOf } from '../../domain/file-trailer.ts';
import { isHash, isSearched, type Plan } from '../../domain/plan.ts';
import type { RenderJob, RenderResult, SourcePaths } from '../../domain/renderer.ts';
import { undecodable } from '../failures.ts';
import { type DrawingLimits, drawLayers } from './draw-layers.ts';
import { encode, keepRequested } from './encode.ts';
import { encodeByTrial } from './encode-by-trial.ts';
import { hashPicture } from './hash-picture.ts';
import { readDrawing } from './open-source.ts';
import { runOperations } from './run-operations.ts';

/** Sharp fails only because of the picture here; files are read and written by Node, whose errors are ours. */
export async function renderToFile(
  { plan, targetPath, ...sources }: RenderJob,
  limits: DrawingLimits,
): Promise<RenderResult> {
  const data = await renderPlan(plan, sources, limits).catch((cause) => {
    if (cause instanceof MediaError) throw cause;
    for (const path of [sources.sourcePath, ...(sources.overlayPaths ?? [])]) accessSync(path);
    throw undecodable(cause);
  });
  writeWithTrailer(targetPath, data);
  return {
    sizeBytes: data.length,
    ...(data.length <= handedOverBytes && { bytes: data }),
    width: plan.width,
    height: plan.height,
  };
}

/** Larger ones are cheaper to read again than to send from process to process. */
const handedOverBytes = 256 * 1024;

/** A worker has one job at a time: waiting for the disk keeps nobody else waiting, and costs less this way. */
function writeWithTrailer(path: string, data: Buffer): void {
  const file = openSync(path, 'w');
  try {
    writeFileSync(file, data);
    writeFileSync(file, trailerOf(data));
  } finally {
    closeSync(file);
  }
}

async function renderPlan(plan: Plan, sources: SourcePaths, limits: DrawingLimits): Promise<Buffer> {
  const { input, operations, output } = plan;
  const { format } = output;
  if (format === 'svg') return await readDrawing(sources.sourcePath, limits);
  const keepsMore = output.keepMetadata || output.keepProfile;
  const picture = await runOperations({
    sourcePath: sources.sourcePath,
    input,
    operations,
    limits,
    layers: await drawLayers(operations, sources, limits),
    animated: input.frames === 'all' && canMove(output.format),
    ...(keepsMore && { keepMore: (pass) => keepRequested(pass, output) }),
  });
  if (isHash(format)) return Buffer.from(await hashPicture(picture.pipeline, format));
  const encoding = { ...output, format };
  if (isSearched(output)) return await encodeByTrial(picture, encoding, plan);
  return await encode(keepRequested(picture.pipeline, output), encoding, picture.timing).toBuffer();
}

/** In any other format the frames would appear one below the other. */
function canMove(format: Plan['output']['format']): boolean {
  return format === 'webp' || format === 'gif';
}
