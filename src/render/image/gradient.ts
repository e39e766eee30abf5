import type { GradientOperation } from '../../domain/effect-operation.ts';
import { type ColourPicture, withColours } from './colour-channels.ts';
import type { Place } from './operation-step.ts';
import type { RawPicture } from './picture.ts';

/** Half the price of drawing an SVG over the picture, and mixed premultiplied, which SVG does not do. */
export const placeGradient: Place<GradientOperation> = (operation) => ({
  stage: 'redraw',
  redraw: (picture) => drawGradient(picture, operation),
  eachFrame: true,
});

function drawGradient(picture: RawPicture, operation: GradientOperation): RawPicture {
  const coloured = withColours(picture);
  const ramp = makeRamp(operation);
  const drawRow = coloured.channels === 3 ? drawOnOpaque : drawOnTransparent;
  const line = lineThrough(coloured, operation);
  for (let y = 0; y < coloured.height; y += 1) drawRow(coloured, y, ramp, line);
  return coloured;
}

interface Line {
  /** Of the middle of the first pixel, in steps of the ramp; and how it grows to the right and downwards. */
  readonly start: number;
  readonly across: number;
  readonly down: number;
}

/** Spec image-transformations §7.10: `t(x, y)`, counted in pixels along the line and then in steps. */
function lineThrough({ width, height }: RawPicture, { degrees, length }: GradientOperation): Line {
  const angle = (degrees * Math.PI) / 180;
  const sin = Math.sin(angle);
  const cos = Math.cos(angle);
  const half = (Math.abs(width * sin) + Math.abs(height * cos)) / 2;
  const first = (0.5 - width / 2) * sin - (0.5 - height / 2) * cos + half;
  const scale = rampSteps / length;
  return { start: first * scale, across: sin * scale, down: -cos * scale };
}

const rampSteps = 1024;
/** Alpha and premultiplied colours are counted in parts of this. */
const unit = 65_536;

interface Ramp {
  readonly red: Int32Array;
  readonly green: Int32Array;
  readonly blue: Int32Array;
  readonly alpha: Int32Array;
}

/** Colours premultiplied; the last step is `to`. */
function makeRamp({ from, to }: GradientOperation): Ramp {
  const channel = (start: number, end: number) =>
    Int32Array.from({ length: rampSteps + 1 }, (_, step) =>
      Math.round(unit * (start + ((end - start) * step) / rampSteps)),
    );
  return {
    red: channel(from.r * from.alpha, to.r * to.alpha),
    green: channel(from.g * from.alpha, to.g * to.alpha),
    blue: channel(from.b * from.alpha, to.b * to.alpha),
    alpha: channel(from.alpha, to.alpha),
  };
}

function stepAt(position: number): number {
  if (position <= 0) return 0;
  return position >= rampSteps ? rampSteps : Math.floor(position);
}

function drawOnOpaque({ data, width }: ColourPicture, y: number, ramp: Ramp, line: Line): void {
  const row = line.start + y * line.down;
  for (let x = 0, index = y * width * 3; x < width; x += 1, index += 3) {
    const step = stepAt(row + x * line.across);
    const rest = unit - (ramp.alpha[step] ?? 0);
    data[index] = ((data[index] ?? 0) * rest + (ramp.red[step] ?? 0) + unit / 2) >>> 16;
    data[index + 1] = ((data[index + 1] ?? 0) * rest + (ramp.green[step] ?? 0) + unit / 2) >>> 16;
    data[index + 2] = ((data[index + 2] ?? 0) * rest + (ramp.blue[step] ?? 0) + unit / 2) >>> 16;
  }
}

function drawOnTransparent({ data, width }: ColourPicture, y: number, ramp: Ramp, line: Line): void {
  const row = line.start + y * line.down;
  for (let x = 0, index = y * width * 4; x < width; x += 1, index += 4) {
    const step = stepAt(row + x * line.across);
    const over = (ramp.alpha[step] ?? 0) / unit;
    const under = ((data[index + 3] ?? 0) / 255) * (1 - over);
    const alpha = over + under;
    if (alpha === 0) continue;
    data[index] = Math.round(((ramp.red[step] ?? 0) / unit + (data[index] ?? 0) * under) / alpha);
    data[index + 1] = Math.round(((ramp.green[step] ?? 0) / unit + (data[index + 1] ?? 0) * under) / alpha);
    data[index + 2] = Math.round(((ramp.blue[step] ?? 0) / unit + (data[index + 2] ?? 0) * under) / alpha);
    data[index + 3] = Math.round(255 * alpha);
  }
}
