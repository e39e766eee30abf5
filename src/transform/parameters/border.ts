import type { Colour } from '../../domain/plan.ts';
import { type Amount, readAmount } from '../amount.ts';
import { parseColour } from '../colour.ts';
import type { Parameter } from './parameter.ts';

export interface Border {
  readonly width: Amount;
  readonly colour: Colour;
}

export const border: Parameter<Border> = {
  keys: ['b'],
  allowedIn: ['base', 'image layer'],
  values: 'width_colour; the width in pixels from 1, or an expression',
  sentence: 'A frame around the picture: the result grows by twice the width.',
  example: 'w-300,b-5_FFF000',
  read: readBorder,
};

/** The colour is the last part; older texts write `-` in front of it. */
const borderForm = /^(.+)[_-]([^_-]+)$/;

function readBorder(text: string): Border | undefined {
  const [, widthText = '', colourText = ''] = borderForm.exec(text) ?? [];
  const width = readAmount(widthText, { min: 0.5 });
  const colour = parseColour(colourText);
  return width === undefined || colour === undefined ? undefined : { width, colour };
}
