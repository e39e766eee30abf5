import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp, type SharpOptions } from 'sharp';
import type { Operation, Plan, PlanInput, PlanOutput } from '../../domain/plan.ts';
import type { WorkerLimits } from '../limits.ts';
import { usualPool } from '../pool-options.contract.ts';
import type { Size } from './operation-step.ts';
import { renderToFile } from './render-to-file.ts';
import { sizeAfter } from './size-after.ts';

/**
 * Pictures whose pixels say where they are: red is the distance from the left, green from the top, each from 0 to 255
 * over the whole side. Wherever a pixel ends up, its colour tells where it came from.
 */
export function drawCoordinates({ width, height }: Size, channels: 3 | 4 = 3): Sharp {
  const data = Buffer.alloc(width * height * channels, 255);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const start = (y * width + x) * channels;
      data[start] = Math.round((255 * x) / (width - 1));
      data[start + 1] = Math.round((255 * y) / (height - 1));
      data[start + 2] = 128;
    }
  }
  return sharp(data, { raw: { width, height, channels } });
}

export const plainOutput: PlanOutput = {
  format: 'png',
  quality: 100,
  lossless: false,
  progressive: false,
  keepMetadata: false,
  keepProfile: false,
};

export function makePlan(
  input: Pick<PlanInput, 'format'> & Size & Partial<PlanInput>,
  operations: readonly Operation[],
  output: Partial<PlanOutput> = {},
): Plan {
  const size = operations.reduce<Size>((before, operation) => sizeAfter(operation, before), input);
  return {
    input: { autoOrient: true, frames: 0, ...input },
    operations,
    output: { ...plainOutput, ...output },
    width: size.width,
    height: size.height,
  };
}

/** The usual limits, with one of pixels. */
export function limitsOf(maxPixels: number): WorkerLimits {
  return { ...usualPool, maxPixels };
}

/** Renders bytes in this process; what comes out is bytes again. `overlays`: the plan's sources from 1. */
export async function render(source: Buffer, plan: Plan, overlays: readonly Buffer[] = []): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'render-'));
  const [sourcePath, targetPath] = [join(folder, 'source'), join(folder, 'target')];
  try {
    await writeFile(sourcePath, source);
    const overlayPaths = overlays.map((_, index) => join(folder, `overlay-${index + 1}`));
    for (const [index, path] of overlayPaths.entries()) await writeFile(path, overlays[index] ?? '');
    await renderToFile({ plan, sourcePath, overlayPaths, targetPath }, usualPool);
    return await readFile(targetPath);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export interface Pixels extends Size {
  readonly channels: number;
  at(x: number, y: number): number[];
}

export async function pixelsOf(bytes: Buffer, options: SharpOptions = {}): Promise<Pixels> {
  const { data, info } = await sharp(bytes, options).raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const at = (x: number, y: number) => {
    const start = (Math.round(y) * width + Math.round(x)) * channels;
    return [...data.subarray(start, start + channels)];
  };
  return { width, height, channels, at };
}
