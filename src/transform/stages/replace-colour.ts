import { apply } from '../picture.ts';
import type { Stage } from './stage.ts';

export const replaceColour: Stage = (picture, { colourReplacement }) =>
  colourReplacement === undefined
    ? picture
    : apply(picture, { kind: 'replace-colour', ...colourReplacement });
