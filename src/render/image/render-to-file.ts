import { accessSync, closeSync, openSync, writeFileSync } from 'node:fs';
import { trailerOf } from '../../domain/file-trailer.ts';
import type { Plan } from '../../domain/plan.ts';
import type { RenderJob, RenderResult } from '../../domain/renderer.ts';
import { undecodable } from '../failures.ts';
import { encode, keepRequested } from './encode.ts';
import { runOperations } from './run-operations.ts';

/** Sharp fails only because of the picture here; files are read and written by Node, whose errors are ours. */
export async function renderToFile(
  { plan, sourcePath, targetPath }: RenderJob,
  limits: { readonly maxPixels: number },
): Promise<RenderResult> {
  const data = await renderPlan(plan, sourcePath, limits.maxPixels).catch((cause) => {
    accessSync(sourcePath);
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

async function renderPlan(plan: Plan, sourcePath: string, maxPixels: number): Promise<Buffer> {
  const { input, operations, output } = plan;
  const keepsMore = output.keepMetadata || output.keepProfile;
  const { pipeline, timing } = await runOperations({
    sourcePath,
    input,
    operations,
    maxPixels,
    animated: input.frames === 'all' && canMove(output.format),
    ...(keepsMore && { keepMore: (pass) => keepRequested(pass, output) }),
  });
  return await encode(keepRequested(pipeline, output), output, timing).toBuffer();
}

/** In any other format the frames would appear one below the other. */
function canMove(format: Plan['output']['format']): boolean {
  return format === 'webp' || format === 'gif';
}
