import { paddingModes } from '../crop-modes.ts';
import { apply, type Picture } from '../picture.ts';
import { degreesOf } from './rotate.ts';
import { cropModeOf } from './size.ts';
import type { Stage } from './stage.ts';

/**
 * Opacity and the colour underneath (spec image-transformations §7.1, §7.12). With `o` the colour is opaque; alone it
 * keeps its own alpha. A colour that this step has already used for padding or uncovered corners lies there, and
 * nowhere else.
 */
export const opacity: Stage = (picture, values, { known }) => {
  const { opacity: percent, background: colour } = values;
  const faded = percent === undefined ? picture : fade(picture, percent);
  if (colour === undefined) return faded;
  if (percent !== undefined) return apply(faded, { kind: 'flatten', colour: { ...colour, alpha: 1 } });
  const isUsed = paddingModes.has(cropModeOf(values)) || degreesOf(values, known) % 90 !== 0;
  return isUsed ? faded : apply(faded, { kind: 'flatten', colour });
};

function fade(picture: Picture, percent: number): Picture {
  return apply(picture, { kind: 'opacity', factor: percent / 100 });
}
