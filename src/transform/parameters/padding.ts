import { readInteger } from '../amount.ts';
import { type Expression, parseExpression } from '../expression.ts';
import type { Parameter } from './parameter.ts';

export type Padding = Sides | Expression;

export interface Sides {
  readonly kind: 'sides';
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

export const padding: Parameter<Padding> = {
  keys: ['pa'],
  allowedIn: ['text layer'],
  values: '1 to 4 numbers of pixels joined by _, in the order of CSS; an expression for all sides',
  sentence: 'Room around the text, in the colour of `bg`.',
  example: 'l-text,i-Hello,bg-white,pa-10_20,l-end',
  read: readPadding,
};

function readPadding(text: string): Padding | undefined {
  if (/[a-z]/.test(text)) return parseExpression(text);
  const sides = text.split('_').map((side) => readInteger(side, { min: 0 }));
  if (sides.length > 4 || sides.includes(undefined)) return undefined;
  const [top, right = top, bottom = top, left = right] = sides;
  if (top === undefined || right === undefined || bottom === undefined || left === undefined)
    return undefined;
  return { kind: 'sides', top, right, bottom, left };
}
