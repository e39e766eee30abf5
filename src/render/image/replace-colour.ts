import type { ReplaceColourOperation } from '../../domain/effect-operation.ts';
import { type ColourPicture, withColours } from './colour-channels.ts';
import { createColourCount } from './colour-count.ts';
import { type Lab, labDistance, labOf, type Rgb, rgbOf } from './lab.ts';
import type { Place } from './operation-step.ts';
import { type RawPicture, splitFrames } from './picture.ts';

export const placeReplaceColour: Place<ReplaceColourOperation> = (operation) => ({
  stage: 'redraw',
  redraw: (picture) => replaceColour(picture, operation),
});

function replaceColour(picture: RawPicture, operation: ReplaceColourOperation): RawPicture {
  const coloured = withColours(picture);
  const from = operation.from ?? mostFrequent(coloured);
  if (from === undefined) return coloured;
  const replace = createReplace(labOf(from.r, from.g, from.b), operation);
  const { data, channels } = coloured;
  // Neighbours are often alike.
  let before = -1;
  let after: Rgb | undefined;
  for (let index = 0; index < data.length; index += channels) {
    const r = data[index] ?? 0;
    const g = data[index + 1] ?? 0;
    const b = data[index + 2] ?? 0;
    const colour = (r << 16) | (g << 8) | b;
    if (colour !== before) after = replace(r, g, b);
    before = colour;
    if (after === undefined) continue;
    data[index] = after.r;
    data[index + 1] = after.g;
    data[index + 2] = after.b;
  }
  return coloured;
}

/** The outer part of the tolerance, where the new colour fades into the old (spec image-transformations §7.14). */
const fadingShare = 0.2;

type Replace = (r: number, g: number, b: number) => Rgb | undefined;

/** Hue and chroma become those of `to`; lightness moves by as much as `to` lies above `from`, which keeps the shade. */
function createReplace(from: Lab, { to, tolerance }: ReplaceColourOperation): Replace {
  const target = labOf(to.r, to.g, to.b);
  const lighter = target.l - from.l;
  const fading = tolerance * fadingShare;
  return (r, g, b) => {
    const lab = labOf(r, g, b);
    const distance = labDistance(lab, from);
    if (distance > tolerance) return undefined;
    const moved = rgbOf({ l: lab.l + lighter, a: target.a, b: target.b });
    const share = tolerance - distance >= fading ? 1 : (tolerance - distance) / fading;
    const mix = (old: number, fresh: number) => Math.round(old + (fresh - old) * share);
    return { r: mix(r, moved.r), g: mix(g, moved.g), b: mix(b, moved.b) };
  };
}

/** More would tell nothing else. */
const countedPixels = 250_000;

/** Of an animation, the first frame decides. */
function mostFrequent(picture: ColourPicture): Rgb | undefined {
  const [{ data }] = splitFrames(picture) as [RawPicture];
  const { channels, width, height } = picture;
  const stride = channels * Math.ceil((width * height) / countedPixels);
  const count = createColourCount();
  for (let index = 0; index < data.length; index += stride) {
    const isThere = channels === 3 || data[index + 3] !== 0;
    if (isThere) count.add(data[index] ?? 0, data[index + 1] ?? 0, data[index + 2] ?? 0);
  }
  return count.ranked(1)[0];
}
