import type { PixelateOperation } from '../../domain/effect-operation.ts';
import type { Box } from '../../domain/plan.ts';
import type { Place } from './operation-step.ts';
import type { RawPicture } from './picture.ts';

export const placePixelate: Place<PixelateOperation> = (operation) => ({
  stage: 'redraw',
  redraw: (picture) => pixelate(picture, operation),
  eachFrame: true,
});

function pixelate(picture: RawPicture, { left, top, width, height, side }: PixelateOperation): RawPicture {
  const [right, bottom] = [left + width, top + height];
  for (let y = top; y < bottom; y += side) {
    for (let x = left; x < right; x += side) {
      const square = {
        left: x,
        top: y,
        width: Math.min(side, right - x),
        height: Math.min(side, bottom - y),
      };
      fill(picture, square, meanOf(picture, square));
    }
  }
  return picture;
}

/** What is transparent has no colour to give. */
function meanOf({ data, width, channels }: RawPicture, square: Box): number[] {
  const hasAlpha = channels % 2 === 0;
  const colours = hasAlpha ? channels - 1 : channels;
  const sums = Array.from({ length: channels }, () => 0);
  let weights = 0;
  for (let y = square.top; y < square.top + square.height; y += 1) {
    for (let x = square.left; x < square.left + square.width; x += 1) {
      const start = (y * width + x) * channels;
      const weight = hasAlpha ? (data[start + colours] ?? 0) : 1;
      weights += weight;
      for (let channel = 0; channel < colours; channel += 1)
        sums[channel] = (sums[channel] ?? 0) + weight * (data[start + channel] ?? 0);
    }
  }
  const means = sums.slice(0, colours).map((sum) => (weights === 0 ? 0 : Math.round(sum / weights)));
  return hasAlpha ? [...means, Math.round(weights / (square.width * square.height))] : means;
}

function fill({ data, width, channels }: RawPicture, square: Box, colour: number[]): void {
  const row = Buffer.from(Array.from({ length: square.width }, () => colour).flat());
  for (let y = square.top; y < square.top + square.height; y += 1)
    row.copy(data, (y * width + square.left) * channels);
}
