import type { Colour } from '../../domain/plan.ts';
import { parseColour, statesOpacity } from '../colour.ts';
import type { Parameter } from './parameter.ts';

export interface ColourOfText {
  readonly colour: Colour;
  /** Then `al` does not change it. */
  readonly keepsOpacity: boolean;
}

export const textColour: Parameter<ColourOfText> = {
  keys: ['co'],
  allowedIn: ['text layer'],
  values: 'a colour',
  sentence: 'Colour of the text. Black when absent.',
  example: 'l-text,i-Hello,co-FF0000,l-end',
  read: (text) => {
    const colour = parseColour(text);
    return colour === undefined ? undefined : { colour, keepsOpacity: statesOpacity(text) };
  },
};
