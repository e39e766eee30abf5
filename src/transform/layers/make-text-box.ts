import type { TextBox } from '../../domain/text-box.ts';
import { black } from '../colour.ts';
import { evaluateAmount } from '../evaluate-amount.ts';
import type { Variables } from '../expression.ts';
import type { StepValues, TextValues } from '../parameters/index.ts';
import { roundHalfUp, roundSide } from '../rounding.ts';
import { targetOf } from '../target-size.ts';
import { drawableText } from './drawable-text.ts';

/** The documentation names no default; the vendor's editor starts with this one (T13). */
const usualSize = 14;

/** All but the font, whose number depends on what it is set for. */
export type UnsetText = Omit<TextBox, 'font'>;

export interface TextWish {
  readonly text: string;
  readonly values: TextValues;
  /** Only `w` of it: where lines end. */
  readonly own: StepValues;
  readonly known: Variables;
}

/** Every number concrete (spec image-transformations §6.6). */
export function makeTextBox({ text, values, own, known }: TextWish): UnsetText {
  const { fontSize = usualSize, lineHeight, textAlignment = 'center', typography = plain } = values;
  const { r, g, b } = values.textColour?.colour ?? black;
  const { width } = targetOf(own.width === undefined ? {} : { width: own.width }, known, {});
  const drawable = drawableText(text);
  const mayHaveLines = width !== undefined || drawable.includes('\n');
  return {
    text: drawable,
    sizePixels: evaluateAmount('fs', fontSize, known, { min: Number.MIN_VALUE }),
    ...typography,
    colour: { r, g, b },
    alignment: textAlignment,
    ...(width !== undefined && { wrapWidth: roundSide(width) }),
    ...(mayHaveLines &&
      lineHeight !== undefined && {
        lineHeight: roundHalfUp(evaluateAmount('lh', lineHeight, known, { min: 1 })),
      }),
  };
}

const plain = { bold: false, italic: false, strikethrough: false };
