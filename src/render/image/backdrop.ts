import type { BackdropOperation } from '../../domain/effect-operation.ts';
import { backdropColours, type Corners } from './backdrop-colours.ts';
import { type ColourPicture, withColours } from './colour-channels.ts';
import type { Rgb } from './lab.ts';
import { layOver } from './lay-over.ts';
import type { Place, Size } from './operation-step.ts';
import { joinFrames, type RawPicture, splitFrames } from './picture.ts';
import { sizeAfter } from './size-after.ts';

/** The first frame of an animation gives the colours for all: they would flicker. */
export const placeBackdrop: Place<BackdropOperation> = (operation) => ({
  stage: 'redraw',
  redraw: (picture) => {
    const frames = splitFrames(picture).map(withColours);
    return joinFrames(layOnBackdrop(frames, operation));
  },
});

function layOnBackdrop(frames: readonly ColourPicture[], operation: BackdropOperation): RawPicture[] {
  const [first] = frames;
  if (first === undefined) return [];
  const size = sizeAfter(operation, first);
  const backdrop = drawCorners(size, backdropColours(first, operation));
  return frames.map((frame) => {
    const canvas: ColourPicture = { ...size, data: Buffer.from(backdrop), channels: 3, frames: 1 };
    layOver(canvas, frame, operation.left, operation.top);
    return canvas;
  });
}

function drawCorners({ width, height }: Size, corners: Corners): Buffer {
  const data = Buffer.allocUnsafe(width * height * 3);
  for (let y = 0, index = 0; y < height; y += 1) {
    const low = (y + 0.5) / height;
    const left = mix(corners.topLeft, corners.bottomLeft, low);
    const right = mix(corners.topRight, corners.bottomRight, low);
    const step = {
      r: (right.r - left.r) / width,
      g: (right.g - left.g) / width,
      b: (right.b - left.b) / width,
    };
    for (let x = 0.5; x < width; x += 1, index += 3) {
      data[index] = left.r + step.r * x + 0.5;
      data[index + 1] = left.g + step.g * x + 0.5;
      data[index + 2] = left.b + step.b * x + 0.5;
    }
  }
  return data;
}

function mix(from: Rgb, to: Rgb, share: number): Rgb {
  const between = (start: number, end: number) => start + (end - start) * share;
  return { r: between(from.r, to.r), g: between(from.g, to.g), b: between(from.b, to.b) };
}
