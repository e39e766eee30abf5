import type { Colour } from '../../domain/plan.ts';
import { readNumber } from '../amount.ts';
import { parseColour } from '../colour.ts';
import type { Parameter } from './parameter.ts';

export interface ColourReplacement {
  readonly to: Colour;
  readonly tolerance: number;
  readonly from?: Colour;
}

const usualTolerance = '35';

export const colourReplacement: Parameter<ColourReplacement> = {
  keys: ['cr'],
  allowedIn: ['base', 'image layer'],
  values: 'to; to_tolerance; to_tolerance_from; the tolerance 0 to 100, 35 if absent',
  sentence: 'Gives a colour, the most frequent one if none is named, and its shades another colour.',
  example: 'w-300,cr-teal_30_F0C020',
  read: readReplacement,
};

/** In the order of the OpenAPI description (T50). */
function readReplacement(text: string): ColourReplacement | undefined {
  const [toText = '', toleranceText = usualTolerance, fromText, ...others] = text.split('_');
  const to = parseColour(toText);
  const tolerance = readNumber(toleranceText, { min: 0, max: 100 });
  if (to === undefined || tolerance === undefined || others.length > 0) return undefined;
  if (fromText === undefined) return { to, tolerance };
  const from = parseColour(fromText);
  return from === undefined ? undefined : { to, tolerance, from };
}
