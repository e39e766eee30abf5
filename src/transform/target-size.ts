import { evaluateAmount } from './evaluate-amount.ts';
import { evaluateExpression, type Variables } from './expression.ts';
import type { AspectRatio } from './parameters/aspect-ratio.ts';
import type { StepValues } from './parameters/index.ts';
import type { Length } from './parameters/length.ts';
import { badTransformation } from './refusals.ts';

/** Sides before rounding; a side that is not there follows from the crop mode. */
export interface Target {
  readonly width?: number;
  readonly height?: number;
}

const maxRequestedSide = 65_535;

/** `w`, `h` and `ar` as pixels, `dpr` left out (spec image-transformations §4.3). `cw` and `ch` are the input's sides. */
export function targetOf(values: StepValues, known: Variables): Target {
  const width = sideOf('w', values.width, known.cw, known);
  const height = sideOf('h', values.height, known.ch, known);
  const ratio = values.aspectRatio;
  if (ratio === undefined || (width === undefined) === (height === undefined)) return sides(width, height);
  const [a, b] = ratioOf(ratio, known);
  return width === undefined ? sides(((height ?? 0) * a) / b, height) : sides(width, (width * b) / a);
}

export function scaleTarget({ width, height }: Target, factor: number): Target {
  return sides(width === undefined ? width : width * factor, height === undefined ? height : height * factor);
}

/** A side beyond the limit counts as not there. */
function sideOf(
  key: string,
  length: Length | undefined,
  input: number,
  known: Variables,
): number | undefined {
  if (length === undefined) return undefined;
  const side = pixelsOf(key, length, input, known);
  return side > maxRequestedSide ? undefined : side;
}

function pixelsOf(key: string, length: Length, input: number, known: Variables): number {
  if (length.kind === 'pixels') return length.pixels;
  if (length.kind === 'share') return length.share * input;
  return evaluateAmount(key, length, known, { min: Number.MIN_VALUE });
}

function ratioOf(ratio: AspectRatio, known: Variables): [number, number] {
  if (ratio.kind === 'ratio') return [ratio.width, ratio.height];
  const quotient = evaluateExpression(ratio, known);
  if (!(quotient > 0 && Number.isFinite(quotient)))
    throw badTransformation(`ar: the expression gives ${quotient}`);
  return [quotient, 1];
}

function sides(width: number | undefined, height: number | undefined): Target {
  return { ...(width === undefined ? {} : { width }), ...(height === undefined ? {} : { height }) };
}
