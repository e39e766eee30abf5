import type { Colour } from '../../domain/plan.ts';
import { parseColour } from '../colour.ts';
import {
  type BlurredBackground,
  type ComputedBackground,
  readComputedBackground,
} from './computed-background.ts';
import type { Parameter } from './parameter.ts';

export type Background = Colour | ComputedBackground;

export const background: Parameter<Background> = {
  keys: ['bg'],
  allowedIn: ['base', 'image layer', 'text layer', 'canvas layer'],
  values:
    'a colour; dominant; gradient_dominant, gradient_dominant_2 or _4; blurred, blurred_blur or blurred_blur_brightness: with cm-pad_resize, w and h',
  sentence: 'Fills padding and the corners that a rotation uncovers; otherwise lies under transparent parts.',
  example: 'w-300,h-200,cm-pad_resize,bg-F3F3F3',
  read: readBackground,
};

/** The colour, when the background is one. */
export function plainColour(background: Background | undefined): Colour | undefined {
  return background === undefined || 'kind' in background ? undefined : background;
}

export function isBlurred(background: Background | undefined): background is BlurredBackground {
  return background !== undefined && 'kind' in background && background.kind === 'blurred';
}

function readBackground(text: string): Background | undefined {
  return readComputedBackground(text) ?? parseColour(text);
}
