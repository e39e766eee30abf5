import { readNumber } from '../amount.ts';
import { type Expression, parseExpression } from '../expression.ts';
import type { Parameter } from './parameter.ts';

export type Rotation =
  | { readonly kind: 'degrees'; readonly degrees: number }
  | { readonly kind: 'auto' }
  | Expression;

export const rotation: Parameter<Rotation> = {
  keys: ['rt'],
  allowedIn: ['base', 'image layer', 'text layer'],
  values: '0 to 360; N0 to N360 counter-clockwise; auto: by the EXIF orientation; an expression',
  sentence: 'Turns clockwise; the canvas grows to hold the turned picture.',
  example: 'rt-90',
  read: readRotation,
};

function readRotation(text: string): Rotation | undefined {
  if (text === 'auto') return { kind: 'auto' };
  const isCounterClockwise = text.startsWith('N');
  const degrees = readNumber(isCounterClockwise ? text.slice(1) : text, { min: 0, max: 360 });
  if (degrees !== undefined) return { kind: 'degrees', degrees: isCounterClockwise ? -degrees : degrees };
  // A number out of range is no expression, a single variable is.
  return /^\d/.test(text) && !text.includes('_') ? undefined : parseExpression(text);
}
