import type { Sharp } from 'sharp';
import { isPaged } from '../../domain/media-facts.ts';
import type { Colour, Operation, PlanInput } from '../../domain/plan.ts';
import type { RenderLimits } from '../limits.ts';
import { centreOn } from './centre-on.ts';
import { isGrey } from './colour.ts';
import { fusePasses, type Pass } from './fuse-passes.ts';
import { keepBesideMotion } from './keep-beside-motion.ts';
import { openSource } from './open-source.ts';
import type { DrawnLayers, Size } from './operation-step.ts';
import {
  joinFrames,
  openPicture,
  type Picture,
  type RawPicture,
  readPng,
  readResult,
  type Shape,
  splitFrames,
} from './picture.ts';
import { redrawPicture } from './redraw-picture.ts';
import { shrinkTwice } from './shrink-twice.ts';
import { sizeAfter } from './size-after.ts';
import { zoomBeforeCrop } from './zoom-before-crop.ts';

export interface OperationsJob {
  readonly sourcePath: string;
  readonly input: PlanInput;
  readonly operations: readonly Operation[];
  readonly limits: RenderLimits;
  /** Do the work on every frame, and keep them all. */
  readonly animated: boolean;
  readonly layers: DrawnLayers;
  /** Tells a pass what to carry over besides pixels; absent when nothing. */
  readonly keepMore?: (pipeline: Sharp) => Sharp;
}

/** The last pass, ready to be encoded: nothing of it has run yet. */
export interface PreparedPicture {
  readonly pipeline: Sharp;
  readonly frames: number;
  /** What an encoder must be told of an animation; absent for a still. */
  readonly timing?: Timing;
}

export interface Timing {
  readonly delay: number[];
  readonly loop: number;
}

export async function runOperations(asked: OperationsJob): Promise<PreparedPicture> {
  const zoomed = zoomBeforeCrop(asked.operations, asked.input, asked.limits.maxPixels);
  const job = { ...asked, ...startWithSize(shrinkTwice(zoomed, asked.input), asked.input) };
  const { operations } = job;
  const [decoding, ...passes] = fusePasses({
    operations,
    size: job.input,
    format: job.input.format,
    animated: job.animated,
    layers: job.layers,
  });
  if (decoding === undefined) throw new Error('No pass decodes the source');
  const source = await openSource(job.sourcePath, job.input, { ...job.limits, animated: job.animated });
  const pipeline = await applyToSource(source, decoding, job.input);
  const motion = job.animated ? await readMotion(source) : { frames: 1 };
  if (passes.length === 0 && decoding.canvas === undefined) return { pipeline, ...motion };

  const picture = await finishPass(pipeline, decoding, job, motion.frames);
  const last = await runPasses(picture, passes, job);
  return { pipeline: await keepWithFrames(last, job, motion.frames), ...motion };
}

async function keepWithFrames(pipeline: Sharp, job: OperationsJob, frames: number): Promise<Sharp> {
  const { animated, keepMore, operations, input, limits } = job;
  if (!animated || keepMore === undefined) return pipeline;
  const size = operations.reduce<Size>((before, operation) => sizeAfter(operation, before), input);
  const stack = await readResult(pipeline, operations, { frames, size });
  const still = await openSource(job.sourcePath, input, { ...limits, animated: false });
  return await keepBesideMotion(stack, input.autoOrient ? still.autoOrient() : still, keepMore);
}

/** The same on pixels that are there already, of one frame. */
export async function runOnPixels(
  picture: RawPicture,
  operations: readonly Operation[],
  layers: DrawnLayers,
): Promise<Sharp> {
  const passes = fusePasses({ operations, size: picture, format: undefined, animated: false, layers });
  return await runPasses(picture, passes, { animated: false });
}

/**
 * A vector has no pixels of its own: it is drawn at the plan's size unless the first operation asks for another. librsvg
 * is told by a resize, a page by the size of the input.
 */
function startWithSize(
  operations: readonly Operation[],
  input: PlanInput,
): Pick<OperationsJob, 'operations' | 'input'> {
  const [first, ...others] = operations;
  const asksForSize = first?.kind === 'resize';
  if (isPaged(input.format) && asksForSize) {
    return { operations: others, input: { ...input, width: first.width, height: first.height } };
  }
  if (input.format !== 'svg' || asksForSize) return { operations, input };
  return { operations: [{ kind: 'resize', width: input.width, height: input.height }, ...operations], input };
}

async function applyToSource(source: Sharp, pass: Pass, input: PlanInput): Promise<Sharp> {
  const pipeline = (await losesColour(source, pass)) ? source.pipelineColourspace('srgb') : source;
  if (!input.autoOrient) return pass.apply(pipeline);
  // A cut on the source means upright pixels, so sharp must turn them first. Without one it turns them last, which is
  // cheaper and leaves the way open to shrink while decoding; asked after `extract`, it does so for a later cut too.
  const first = pass.operations.find(({ kind }) => kind === 'crop' || kind === 'resize');
  return first?.kind === 'crop' ? pass.apply(pipeline.autoOrient()) : pass.apply(pipeline).autoOrient();
}

/** Sharp reduces colours to grey when it adds them to a picture of one channel. */
async function losesColour(source: Sharp, { operations }: Pass): Promise<boolean> {
  const colours = operations.flatMap((operation) => colourOf(operation) ?? []);
  if (colours.every(isGrey)) return false;
  const { channels } = await source.metadata();
  return channels < 3;
}

function colourOf(operation: Operation): Colour | undefined {
  if (operation.kind === 'rotate') return operation.background;
  return operation.kind === 'extend' || operation.kind === 'flatten' ? operation.colour : undefined;
}

async function readMotion(source: Sharp): Promise<{ frames: number; timing: Timing }> {
  const { pages = 1, delay = [], loop = 0 } = await source.metadata();
  return { frames: pages, timing: { delay, loop } };
}

/** What passes need to know of the job. */
type PassJob = Pick<OperationsJob, 'animated' | 'keepMore'>;

async function runPasses(start: Picture, passes: readonly Pass[], job: PassJob): Promise<Sharp> {
  let picture = start;
  for (const pass of passes.slice(0, -1)) picture = await runPass(picture, pass, job);
  return await lastPass(picture, passes.at(-1), job);
}

async function runPass(picture: Picture, pass: Pass, job: PassJob): Promise<Picture> {
  if (pass.redraw !== undefined) return await redrawPicture(picture, pass.redraw, pass.eachFrame);
  if (!pass.eachFrame || 'png' in picture || picture.frames === 1) {
    const frames = 'png' in picture ? 1 : picture.frames;
    return await finishPass(pass.apply(openPicture(picture)), pass, job, frames);
  }
  const frames: RawPicture[] = [];
  for (const frame of splitFrames(picture)) {
    frames.push((await finishPass(pass.apply(openPicture(frame)), pass, job, 1)) as RawPicture);
  }
  return joinFrames(frames);
}

async function lastPass(picture: Picture, pass: Pass | undefined, job: PassJob): Promise<Sharp> {
  if (pass === undefined) return openPicture(picture);
  const isWithinSharp = pass.redraw === undefined && pass.canvas === undefined;
  if (!pass.eachFrame && isWithinSharp) return pass.apply(openPicture(picture));
  return openPicture(await runPass(picture, pass, job));
}

async function finishPass(pipeline: Sharp, pass: Pass, job: PassJob, frames: number): Promise<Picture> {
  if (pass.canvas === undefined) return await readPass(pipeline, pass, job, { frames, size: pass.size });
  const picture = await readPass(pipeline, pass, job, { frames });
  const centred = await centreOn(openPicture(picture), pass.canvas);
  return centred === undefined ? picture : await readPass(centred, pass, job, { frames, size: pass.size });
}

function readPass(pipeline: Sharp, pass: Pass, job: PassJob, shape: Shape): Promise<Picture> {
  const kept = job.keepMore?.(pipeline) ?? pipeline;
  if (job.keepMore !== undefined && !job.animated) return readPng(kept);
  return readResult(kept, pass.operations, shape);
}
