import type { ColourPicture } from './colour-channels.ts';

/** Where the pixels of one row come from; the middle of the picture's first pixel is at 0.5, 0.5. */
export interface RowOfPlaces {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

export function rowOfPlaces(width: number): RowOfPlaces {
  return { x: new Float64Array(width), y: new Float64Array(width) };
}

/** Weights are counted in parts of this. */
const shift = 15;
const unit = 1 << shift;

/** The four pixels around a place: the one at the top left, and how far the place lies beyond its middle. */
interface Spot {
  left: number;
  top: number;
  toRight: number;
  toBottom: number;
  /** Where its colour is to be written. */
  index: number;
}

/**
 * Writes the colours of a picture at these places into `target` from `start` on, four bytes each. Between four pixels, weighed
 * by their alpha; beyond the edge there is nothing, so that edges are smooth. A row at a time, and with one spot for all: a
 * call for each pixel would put its place on the heap, which takes longer than all the rest.
 */
export function sampleRow(
  picture: ColourPicture,
  { x, y }: RowOfPlaces,
  target: Buffer,
  start: number,
): void {
  const { width, height } = picture;
  const mixInside = picture.channels === 3 ? mixOpaque : mixAlpha;
  const spot: Spot = { left: 0, top: 0, toRight: 0, toBottom: 0, index: start };
  for (let place = 0; place < x.length; place += 1, spot.index += 4) {
    const right = (x[place] ?? 0) - 0.5;
    const down = (y[place] ?? 0) - 0.5;
    spot.left = Math.floor(right);
    spot.top = Math.floor(down);
    spot.toRight = Math.trunc((right - spot.left) * unit);
    spot.toBottom = Math.trunc((down - spot.top) * unit);
    const isInside = spot.left >= 0 && spot.top >= 0 && spot.left < width - 1 && spot.top < height - 1;
    if (isInside) mixInside(picture, spot, target);
    else mixAtEdge(picture, spot, target);
  }
}

function mixOpaque({ data, width }: ColourPicture, spot: Spot, target: Buffer): void {
  const { left, top, toRight, toBottom, index } = spot;
  const a = (top * width + left) * 3;
  const c = a + width * 3;
  const ofD = (toRight * toBottom) >> shift;
  const ofC = toBottom - ofD;
  const ofB = toRight - ofD;
  const ofA = unit - ofB - toBottom;
  for (let channel = 0; channel < 3; channel += 1) {
    const above = ofA * (data[a + channel] ?? 0) + ofB * (data[a + 3 + channel] ?? 0);
    const below = ofC * (data[c + channel] ?? 0) + ofD * (data[c + 3 + channel] ?? 0);
    target[index + channel] = (above + below + unit / 2) >> shift;
  }
  target[index + 3] = 255;
}

function mixAlpha({ data, width }: ColourPicture, spot: Spot, target: Buffer): void {
  const { left, top, toRight, toBottom, index } = spot;
  const a = (top * width + left) * 4;
  const c = a + width * 4;
  const share = (toRight * toBottom) / unit;
  const ofD = share * (data[c + 7] ?? 0);
  const ofC = (toBottom - share) * (data[c + 3] ?? 0);
  const ofB = (toRight - share) * (data[a + 7] ?? 0);
  const ofA = (unit - toRight - toBottom + share) * (data[a + 3] ?? 0);
  const alpha = ofA + ofB + ofC + ofD;
  const scale = alpha === 0 ? 0 : 1 / alpha;
  for (let channel = 0; channel < 3; channel += 1) {
    const above = ofA * (data[a + channel] ?? 0) + ofB * (data[a + 4 + channel] ?? 0);
    const below = ofC * (data[c + channel] ?? 0) + ofD * (data[c + 4 + channel] ?? 0);
    target[index + channel] = (above + below) * scale + 0.5;
  }
  target[index + 3] = alpha / unit + 0.5;
}

/** Some of the four are not there. */
function mixAtEdge({ data, width, height, channels }: ColourPicture, spot: Spot, target: Buffer): void {
  const { left, top, toRight, toBottom, index } = spot;
  let red = 0;
  let green = 0;
  let blue = 0;
  let alpha = 0;
  for (let corner = 0; corner < 4; corner += 1) {
    const x = left + (corner & 1);
    const y = top + (corner >> 1);
    // Also false for what is no number: a way back that leads nowhere.
    if (!(x >= 0 && y >= 0 && x < width && y < height)) continue;
    const from = (y * width + x) * channels;
    const across = corner & 1 ? toRight : unit - toRight;
    const along = corner >> 1 ? toBottom : unit - toBottom;
    const share = ((across * along) / unit) * (channels === 3 ? 255 : (data[from + 3] ?? 0));
    red += share * (data[from] ?? 0);
    green += share * (data[from + 1] ?? 0);
    blue += share * (data[from + 2] ?? 0);
    alpha += share;
  }
  const scale = alpha === 0 ? 0 : 1 / alpha;
  target[index] = red * scale + 0.5;
  target[index + 1] = green * scale + 0.5;
  target[index + 2] = blue * scale + 0.5;
  target[index + 3] = alpha / unit + 0.5;
}
