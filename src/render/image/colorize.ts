import type { ColorizeOperation } from '../../domain/effect-operation.ts';
import type { Colour } from '../../domain/plan.ts';
import { withColours } from './colour-channels.ts';
import { labOf, rgbOf } from './lab.ts';
import { luminanceTables } from './luminance.ts';
import type { Place } from './operation-step.ts';
import type { RawPicture } from './picture.ts';

/** Sharp tints wholly or not at all, and forgets the colour of what was grey: its tints of all greys are looked up here. */
export const placeColorize: Place<ColorizeOperation> = (operation) => ({
  stage: 'redraw',
  redraw: (picture) => colorize(picture, operation),
});

function colorize(picture: RawPicture, { colour, amount }: ColorizeOperation): RawPicture {
  const coloured = withColours(picture);
  const { data, channels } = coloured;
  const tints = tintsOf(colour);
  const { red, green, blue, greyOf } = luminanceTables;
  const share = Math.round(amount * 256);
  const rest = 256 - share;
  for (let index = 0; index < data.length; index += channels) {
    const r = data[index] ?? 0;
    const g = data[index + 1] ?? 0;
    const b = data[index + 2] ?? 0;
    const luminance = (red[r] ?? 0) + (green[g] ?? 0) + (blue[b] ?? 0);
    const tint = 3 * (greyOf[luminance] ?? 0);
    data[index] = (r * rest + (tints[tint] ?? 0) * share + 128) >> 8;
    data[index + 1] = (g * rest + (tints[tint + 1] ?? 0) * share + 128) >> 8;
    data[index + 2] = (b * rest + (tints[tint + 2] ?? 0) * share + 128) >> 8;
  }
  return coloured;
}

/**
 * Red, green and blue for each grey from black to white, as sharp tints: the most colour halfway, none at the ends. Sharp's own
 * answer to these 256 pixels differs by one at most, and takes as long as all the rest of a small picture.
 */
function tintsOf(colour: Colour): Uint8Array {
  const tints = new Uint8Array(3 * 256);
  const { a, b } = labOf(colour.r, colour.g, colour.b);
  for (let grey = 0; grey < 256; grey += 1) {
    const { l } = labOf(grey, grey, grey);
    const weight = 1 - 4 * (l / 100 - 0.5) ** 2;
    const tint = rgbOf({ l, a: weight * a, b: weight * b });
    tints.set([tint.r, tint.g, tint.b], 3 * grey);
  }
  return tints;
}
