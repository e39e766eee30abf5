import { type Expression, parseExpression } from '../expression.ts';
import type { Parameter } from './parameter.ts';

export type AspectRatio =
  | { readonly kind: 'ratio'; readonly width: number; readonly height: number }
  | Expression;

export const aspectRatio: Parameter<AspectRatio> = {
  keys: ['ar'],
  allowedIn: ['base', 'image layer'],
  values: 'width-height, width_height or width:height; an expression that gives width ÷ height',
  sentence: 'With exactly one of `w` and `h` it gives the other side; with both it is ignored.',
  example: 'ar-4-3',
  read: readRatio,
};

const ratioForm = /^(\d+(?:\.\d+)?)[-_:](\d+(?:\.\d+)?)$/;

function readRatio(text: string): AspectRatio | undefined {
  const [, width, height] = (ratioForm.exec(text) ?? []).map(Number);
  if (width === undefined || height === undefined) return parseExpression(text);
  return width > 0 && height > 0 ? { kind: 'ratio', width, height } : undefined;
}
