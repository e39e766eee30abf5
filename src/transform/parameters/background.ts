import type { Colour } from '../../domain/plan.ts';
import { parseColour } from '../colour.ts';
import { unsupported } from '../refusals.ts';
import type { Parameter } from './parameter.ts';

export const background: Parameter<Colour> = {
  keys: ['bg'],
  allowedIn: ['base', 'image layer', 'text layer', 'canvas layer'],
  values: 'a colour',
  sentence: 'Fills padding and the corners that a rotation uncovers; otherwise lies under transparent parts.',
  example: 'w-300,h-200,cm-pad_resize,bg-F3F3F3',
  read: readBackground,
};

/** Backgrounds made from the picture itself (spec image-transformations §7.2, §8). */
const computed =
  /^(dominant|gradient_(dominant|contrast)(_[24])?|dominant_gradient(_[24])?|blurred(_.*)?|genfill(-.*)?)$/s;

function readBackground(text: string): Colour | undefined {
  if (computed.test(text)) throw unsupported(`bg-${text}`);
  return parseColour(text);
}
