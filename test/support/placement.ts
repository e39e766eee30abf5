import { markBlue, type Pixels } from './pictures.ts';

export interface Rect {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** `[left, top, width, height]`, as tables write it. */
export function rect([left, top, width, height]: readonly [number, number, number, number]): Rect {
  return { left, top, width, height };
}

/**
 * Which part of a picture of coordinates is seen inside `seen`. A straight line is laid through the colours of a row and
 * of a column: one colour is a step of several pixels, many of them together tell fractions of one.
 */
export function findSource(pixels: Pixels, seen: Rect, source: { width: number; height: number }): Rect {
  const row = Math.floor(seen.top + seen.height / 2);
  const column = Math.floor(seen.left + seen.width / 2);
  const x = fitLine(inner(seen.left, seen.width), (at) => pixels.at(at, row)[0]);
  const y = fitLine(inner(seen.top, seen.height), (at) => pixels.at(column, at)[1]);
  const horizontal = unroll(x, seen.left, seen.width, source.width);
  const vertical = unroll(y, seen.top, seen.height, source.height);
  return { left: horizontal.start, top: vertical.start, width: horizontal.length, height: vertical.length };
}

/** What lies outside `seen` was added: it has another blue, or is transparent. */
export function isAdded(pixels: Pixels, x: number, y: number): boolean {
  const [, , blue, alpha] = pixels.at(x, y);
  return alpha < 255 || Math.abs(blue - markBlue) > 40;
}

/** Edges are blended with what is beside them. */
const edge = 2;

function inner(start: number, length: number): number[] {
  const margin = length > 4 * edge ? edge : 0;
  return Array.from({ length: length - 2 * margin }, (_, index) => start + margin + index);
}

interface Line {
  readonly slope: number;
  readonly base: number;
}

/** Least squares. */
function fitLine(positions: readonly number[], valueAt: (position: number) => number): Line {
  const values = positions.map(valueAt);
  const meanPosition = mean(positions);
  const meanValue = mean(values);
  const spread = mean(positions.map((position) => (position - meanPosition) ** 2));
  const together = mean(
    positions.map((position, index) => (position - meanPosition) * ((values[index] ?? 0) - meanValue)),
  );
  const slope = together / spread;
  return { slope, base: meanValue - slope * meanPosition };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** From colours back to pixels of the source. Colours stand for the centres of pixels, hence the halves. */
function unroll({ slope, base }: Line, start: number, length: number, side: number) {
  const perPixel = (slope * (side - 1)) / 255;
  const atStart = ((base + slope * start) * (side - 1)) / 255;
  return { start: atStart + 0.5 - perPixel / 2, length: perPixel * length };
}
