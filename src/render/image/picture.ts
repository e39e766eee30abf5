import sharp, { type Sharp } from 'sharp';
import type { Operation } from '../../domain/plan.ts';

/** Between two passes: decoded pixels, or a PNG where more than pixels must be carried over. */
export type Picture = RawPicture | { readonly png: Buffer };

/** 8-bit sRGB, with or without alpha; the frames of an animation lie one below the other. */
export interface RawPicture {
  readonly data: Buffer;
  readonly width: number;
  /** Of one frame. */
  readonly height: number;
  readonly channels: 1 | 2 | 3 | 4;
  readonly frames: number;
}

export function openPicture(picture: Picture): Sharp {
  // Our own pixels: the limit was applied to the source and to every step of the plan.
  if ('png' in picture) return sharp(picture.png, { limitInputPixels: false });
  const { data, width, height, channels, frames } = picture;
  return sharp(data, {
    limitInputPixels: false,
    // Or sharp takes the stack of frames for one tall picture.
    animated: frames > 1,
    raw: { width, height: height * frames, channels, ...(frames > 1 ? { pageHeight: height } : {}) },
  });
}

/** `size`: of one frame, from whoever knows it; sharp states a wrong one when it has added margins after a cut. */
export interface Shape {
  readonly frames: number;
  readonly size?: { readonly width: number; readonly height: number } | undefined;
}

const still: Shape = { frames: 1 };

export async function readPixels(pipeline: Sharp, { frames, size }: Shape = still): Promise<RawPicture> {
  const { data, info } = await pipeline.raw().toBuffer({ resolveWithObject: true });
  const { width, height } = size ?? { width: info.width, height: info.height / frames };
  return { data, width, height, channels: info.channels, frames };
}

/** The pixels that these operations leave. */
export async function readResult(
  pipeline: Sharp,
  operations: readonly Operation[],
  shape: Shape,
): Promise<RawPicture> {
  const isGreyed = operations.some(({ kind }) => kind === 'grayscale');
  return isGreyed ? await readGreyPixels(pipeline, shape) : await readPixels(pipeline, shape);
}

/** Sharp hands out raw pixels of a grey picture without their alpha; by way of a PNG it stays. */
async function readGreyPixels(pipeline: Sharp, shape: Shape = still): Promise<RawPicture> {
  const png = await readPng(pipeline);
  return await readPixels(openPicture(png), shape);
}

export async function readPng(pipeline: Sharp): Promise<{ readonly png: Buffer }> {
  return { png: await pipeline.png({ compressionLevel: 0 }).toBuffer() };
}

export function splitFrames(picture: RawPicture): RawPicture[] {
  const frameBytes = picture.width * picture.height * picture.channels;
  return Array.from({ length: picture.frames }, (_, index) => ({
    ...picture,
    data: picture.data.subarray(index * frameBytes, (index + 1) * frameBytes),
    frames: 1,
  }));
}

/** All frames have the same size and channels, because the same was done to each. */
export function joinFrames(frames: readonly RawPicture[]): RawPicture {
  const [first] = frames;
  if (first === undefined) throw new Error('An animation without frames');
  if (frames.length === 1) return first;
  return { ...first, data: Buffer.concat(frames.map(({ data }) => data)), frames: frames.length };
}
