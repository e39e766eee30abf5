import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImageFacts, MediaFacts } from '../../domain/media-facts.ts';
import type { Operation, PlanInput, PlanOutput } from '../../domain/plan.ts';
import { makePlan, type Pixels, pixelsOf, render } from '../image/coordinates.contract.ts';
import type { WorkerLimits } from '../limits.ts';
import { usualPool } from '../pool-options.contract.ts';
import { probe } from '../probe/probe.ts';

/** What tests of decoders share: bytes → facts → pixels, as a server does it. */
export async function probeBytes(bytes: Buffer, limits: Partial<WorkerLimits> = {}): Promise<MediaFacts> {
  const folder = await mkdtemp(join(tmpdir(), 'decode-'));
  try {
    const path = join(folder, 'a');
    await writeFile(path, bytes);
    return await probe(path, 'a', { ...usualPool, ...limits });
  } finally {
    await rm(folder, { recursive: true });
  }
}

export async function pictureOf(bytes: Buffer): Promise<ImageFacts> {
  const { image, document } = await probeBytes(bytes);
  const facts = image ?? document;
  if (facts === undefined) throw new Error('The probe has found no picture');
  return facts;
}

export interface Draw {
  readonly input?: Partial<PlanInput>;
  readonly operations?: readonly Operation[];
  readonly output?: Partial<PlanOutput>;
}

export async function drawBytes(bytes: Buffer, draw: Draw = {}): Promise<Buffer> {
  const { format, width, height } = await pictureOf(bytes);
  const input = { format, width, height, autoOrient: false, ...draw.input };
  return await render(bytes, makePlan(input, draw.operations ?? [], draw.output));
}

export async function drawPixels(bytes: Buffer, draw: Draw = {}): Promise<Pixels> {
  return await pixelsOf(await drawBytes(bytes, draw));
}

/** Red, green and blue of the four corners: top left, top right, bottom left, bottom right. */
export function cornersOf({ width, height, at }: Pixels): number[][] {
  const [right, bottom] = [width - 1, height - 1];
  return [at(0, 0), at(right, 0), at(0, bottom), at(right, bottom)].map((pixel) => pixel.slice(0, 3));
}

export function farthest(
  seen: readonly (readonly number[])[],
  expected: readonly (readonly number[])[],
): number {
  const differences = seen.flatMap((pixel, index) =>
    pixel.map((value, channel) => Math.abs(value - (expected[index]?.[channel] ?? Number.NaN))),
  );
  return Math.max(...differences);
}
