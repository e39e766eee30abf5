import { readInteger } from '../amount.ts';
import { type Expression, parseExpression } from '../expression.ts';
import type { Parameter } from './parameter.ts';

export type CornerRadius = number | 'max';

export type Rounding =
  | { readonly kind: 'max' }
  | {
      readonly kind: 'corners';
      readonly topLeft: CornerRadius;
      readonly topRight: CornerRadius;
      readonly bottomRight: CornerRadius;
      readonly bottomLeft: CornerRadius;
    }
  | Expression;

export const radius: Parameter<Rounding> = {
  keys: ['r'],
  allowedIn: ['base', 'image layer', 'text layer', 'canvas layer'],
  values:
    'pixels from 0; max: an ellipse; topLeft_topRight_bottomRight_bottomLeft, each in pixels or max; an expression',
  sentence: 'Rounds the corners; what is outside becomes transparent.',
  example: 'w-300,h-300,r-max',
  read: readRounding,
};

function readRounding(text: string): Rounding | undefined {
  if (text === 'max') return { kind: 'max' };
  const corners = text.split('_').map(readCorner);
  const [topLeft, topRight = topLeft, bottomRight = topLeft, bottomLeft = topLeft] = corners;
  const isComplete = corners.length === 1 || corners.length === 4;
  if (!isComplete || corners.includes(undefined)) return parseExpression(text);
  if (topLeft === undefined || topRight === undefined) return undefined;
  if (bottomRight === undefined || bottomLeft === undefined) return undefined;
  return { kind: 'corners', topLeft, topRight, bottomRight, bottomLeft };
}

function readCorner(text: string): CornerRadius | undefined {
  return text === 'max' ? 'max' : readInteger(text, { min: 0 });
}
