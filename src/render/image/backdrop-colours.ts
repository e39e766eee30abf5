import type { BackdropFill, BackdropOperation } from '../../domain/effect-operation.ts';
import type { ColourPicture } from './colour-channels.ts';
import { createColourCount } from './colour-count.ts';
import { type EdgePixel, edgePixelsOf } from './edge-pixels.ts';
import { labDistance, labOf, type Rgb } from './lab.ts';

/** Colours of a canvas at its corners; what is between is mixed. */
export interface Corners {
  readonly topLeft: Rgb;
  readonly topRight: Rgb;
  readonly bottomLeft: Rgb;
  readonly bottomRight: Rgb;
}

/** Spec image-transformations §7.2, T46. */
export function backdropColours(picture: ColourPicture, operation: BackdropOperation): Corners {
  const pixels = [...edgePixelsOf(picture)];
  const dominant = (belongs: (pixel: EdgePixel) => boolean) => mostFrequent(pixels.filter(belongs));
  const { fill } = operation;
  if (fill.kind === 'dominant') return plain(dominant(() => true));
  const isDown = operation.top + operation.bottom >= operation.left + operation.right;
  if (fill.colours === 'contrast') return contrastCorners(pixels, fill, isDown);
  if (fill.count === 4) {
    const { width, height } = picture;
    const quadrant = (isRight: boolean, isLow: boolean) =>
      dominant(({ x, y }) => x >= width / 2 === isRight && y >= height / 2 === isLow);
    return {
      topLeft: quadrant(false, false),
      topRight: quadrant(true, false),
      bottomLeft: quadrant(false, true),
      bottomRight: quadrant(true, true),
    };
  }
  const [start, end] = isDown ? (['top', 'bottom'] as const) : (['left', 'right'] as const);
  return between(
    dominant(({ side }) => side === start),
    dominant(({ side }) => side === end),
    isDown,
  );
}

function plain(colour: Rgb): Corners {
  return { topLeft: colour, topRight: colour, bottomLeft: colour, bottomRight: colour };
}

function between(start: Rgb, end: Rgb, isDown: boolean): Corners {
  const [topRight, bottomLeft] = isDown ? [start, end] : [end, start];
  return { topLeft: start, topRight, bottomLeft, bottomRight: end };
}

const black: Rgb = { r: 0, g: 0, b: 0 };

/** Black, as padding is by default, when nothing is there. */
function mostFrequent(pixels: readonly EdgePixel[]): Rgb {
  return ranked(pixels, 1)[0] ?? black;
}

function ranked(pixels: readonly EdgePixel[], most: number): Rgb[] {
  const count = createColourCount();
  for (const { r, g, b } of pixels) count.add(r, g, b);
  return count.ranked(most);
}

/** Among as many frequent colours the two that differ most are looked for. */
const contestants = 8;

function contrastCorners(
  pixels: readonly EdgePixel[],
  { count }: BackdropFill & { kind: 'gradient' },
  isDown: boolean,
): Corners {
  const [start, end] = mostDifferent(ranked(pixels, contestants));
  if (count === 2) return between(start, end, isDown);
  return { topLeft: start, topRight: end, bottomLeft: end, bottomRight: start };
}

/** The more frequent one first. */
function mostDifferent(colours: readonly Rgb[]): [Rgb, Rgb] {
  let best: [Rgb, Rgb] = [colours[0] ?? black, colours[0] ?? black];
  let widest = 0;
  for (const [index, one] of colours.entries()) {
    for (const other of colours.slice(index + 1)) {
      const distance = labDistance(labOf(one.r, one.g, one.b), labOf(other.r, other.g, other.b));
      if (distance <= widest) continue;
      widest = distance;
      best = [one, other];
    }
  }
  return best;
}
