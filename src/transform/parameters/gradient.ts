import type { Colour } from '../../domain/plan.ts';
import { readNumber } from '../amount.ts';
import { parseColour } from '../colour.ts';
import { type Expression, parseExpression } from '../expression.ts';
import { bareEffect, type Options, readOptions } from '../options.ts';
import type { Parameter } from './parameter.ts';

export interface Gradient {
  /** Degrees clockwise from the top: where `to` ends up. */
  readonly degrees: number;
  readonly from: Colour;
  readonly to: Colour;
  readonly stop: StopPoint;
}

/** Where `to` is reached. Expressions are pixels, however small. */
export type StopPoint =
  | { readonly kind: 'share'; readonly share: number }
  | { readonly kind: 'pixels'; readonly pixels: number }
  | Expression;

const options: Options<Gradient> = {
  degrees: { key: 'ld', usual: 180, read: readDirection },
  from: { key: 'from', usual: { r: 255, g: 255, b: 255, alpha: 1 }, read: parseColour },
  to: { key: 'to', usual: { r: 0, g: 0, b: 0, alpha: 0 }, read: parseColour },
  stop: { key: 'sp', usual: { kind: 'share', share: 1 }, read: readStopPoint },
};

export const gradient: Parameter<Gradient> = {
  keys: ['e-gradient'],
  bare: bareEffect,
  allowedIn: ['base', 'image layer', 'canvas layer'],
  values:
    'ld-direction, 0 to 359 or top, top_right, right …; from-colour; to-colour; sp-stop, a share from 0.01 to 1, pixels, or an expression; joined by _',
  sentence: 'A linear gradient over the whole picture, from white to nothing downwards if nothing is said.',
  example: 'w-300,e-gradient-ld-top_from-green_to-00FF0010_sp-0.5',
  read: (text) => readOptions(text, options),
};

/** Corners are 45 degrees and so on, not the corner-to-corner lines of CSS. */
const directions: Readonly<Record<string, number>> = {
  top: 0,
  topright: 45,
  right: 90,
  bottomright: 135,
  bottom: 180,
  bottomleft: 225,
  left: 270,
  topleft: 315,
};

function readDirection(text: string): number | undefined {
  const word = text.replace('_', '');
  return Object.hasOwn(directions, word) ? directions[word] : readNumber(text, { min: 0, max: 359 });
}

const leastShare = 0.01;

function readStopPoint(text: string): StopPoint | undefined {
  const number = readNumber(text, { min: 0 });
  if (number === undefined) return parseExpression(text);
  if (number > 1) return { kind: 'pixels', pixels: number };
  return number >= leastShare ? { kind: 'share', share: number } : undefined;
}
