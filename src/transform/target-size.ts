import { evaluateAmount } from './evaluate-amount.ts';
import { evaluateExpression, type Variables } from './expression.ts';
import type { AspectRatio } from './parameters/aspect-ratio.ts';
import type { StepValues } from './parameters/index.ts';
import type { Length } from './parameters/length.ts';
import type { ClientHints } from './planning.ts';
import { badTransformation } from './refusals.ts';

/** Sides before rounding; a side that is not there follows from the crop mode. */
export interface Target {
  readonly width?: number;
  readonly height?: number;
}

const maxRequestedSide = 65_535;

/** `w`, `h` and `ar` as pixels, `dpr` left out (spec image-transformations §4.3). `cw` and `ch` are the input's sides. */
export function targetOf(values: StepValues, known: Variables, hints: ClientHints): Target {
  const width = sideOf('w', values.width, known.cw, { known, hint: hints.width });
  const height = sideOf('h', values.height, known.ch, { known });
  const ratio = values.aspectRatio;
  if (ratio === undefined || (width === undefined) === (height === undefined)) return sides(width, height);
  const [a, b] = ratioOf(ratio, known);
  return width === undefined ? sides(((height ?? 0) * a) / b, height) : sides(width, (width * b) / a);
}

export function scaleTarget({ width, height }: Target, factor: number): Target {
  return sides(width === undefined ? width : width * factor, height === undefined ? height : height * factor);
}

interface FromOutside {
  readonly known: Variables;
  readonly hint?: number | undefined;
}

/** A side beyond the limit counts as not there, and so does one that only a hint would give. */
function sideOf(
  key: string,
  length: Length | undefined,
  input: number,
  { known, hint }: FromOutside,
): number | undefined {
  if (length === undefined) return undefined;
  const side = length.kind === 'auto' ? hint && widthOfHint(hint) : pixelsOf(key, length, input, known);
  return side !== undefined && side <= maxRequestedSide ? side : undefined;
}

const hintStep = 100;

/** A rendition for every hundred pixels is enough, none for every window (spec delivery §9). */
function widthOfHint(pixels: number): number {
  return Math.ceil(pixels / hintStep) * hintStep;
}

type KnownLength = Exclude<Length, { readonly kind: 'auto' }>;

function pixelsOf(key: string, length: KnownLength, input: number, known: Variables): number {
  if (length.kind === 'pixels') return length.pixels;
  if (length.kind === 'share') return length.share * input;
  return evaluateAmount(key, length, known, { min: Number.MIN_VALUE });
}

export function ratioOf(ratio: AspectRatio, known: Variables): [number, number] {
  if (ratio.kind === 'ratio') return [ratio.width, ratio.height];
  const quotient = evaluateExpression(ratio, known);
  if (!(quotient > 0 && Number.isFinite(quotient)))
    throw badTransformation(`ar: the expression gives ${quotient}`);
  return [quotient, 1];
}

function sides(width: number | undefined, height: number | undefined): Target {
  return { ...(width === undefined ? {} : { width }), ...(height === undefined ? {} : { height }) };
}
