import { toLinear } from '../luminance.ts';
import { blurPlane } from './blur-plane.ts';
import { type Channel, type Errors, errorsOf } from './errors-of.ts';
import { halve, multiply, type Plane } from './plane.ts';
import { weights } from './weights.ts';
import { type Planes, toXyb } from './xyb.ts';

/** Opaque 8-bit sRGB, three bytes a pixel. */
export interface Pixels {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** A picture as the metric sees it: its channels at every scale, the finest first. */
export type Look = readonly (readonly [Channel, Channel, Channel])[];

const scales = 6;
/** A smaller one is not halved again. */
const leastSide = 8;

export function lookAt(pixels: Pixels): Look {
  const look: [Channel, Channel, Channel][] = [];
  let light = toLight(pixels);
  while (look.length < scales) {
    const [x, y, b] = toXyb(light);
    look.push([channelOf(x), channelOf(y), channelOf(b)]);
    if (Math.min(light[0].width, light[0].height) < leastSide) break;
    light = [halve(light[0]), halve(light[1]), halve(light[2])];
  }
  return look;
}

/**
 * The score of SSIMULACRA 2.1: 100 for equal pictures, about 90 where nobody sees a difference, 70 for high and 50 for
 * middling quality; without a lower end.
 */
export function likeness(original: Look, judged: Look): number {
  const errors = original.map((channels, scale) => errorsOfScale(channels, judged[scale] ?? channels));
  let sum = 0;
  let index = 0;
  for (const channel of [0, 1, 2] as const) {
    for (const scale of errors) {
      for (const error of scale[channel]) sum += (weights[index++] ?? 0) * error;
    }
  }
  return toScore(sum);
}

type ScaleChannels = Look[number];

function errorsOfScale(original: ScaleChannels, judged: ScaleChannels): readonly [Errors, Errors, Errors] {
  const compare = (channel: 0 | 1 | 2) => {
    const [before, after] = [original[channel], judged[channel]];
    return errorsOf(before, after, blurPlane(multiply(before.plane, after.plane)));
  };
  return [compare(0), compare(1), compare(2)];
}

/** The curve that the authors fitted, so that the score is even to the eye. */
function toScore(errors: number): number {
  const sum = errors * 0.9562382616834844;
  const bent = 6.248496625763138e-5 * sum ** 3 - 0.020884521182843837 * sum ** 2 + 2.326765642916932 * sum;
  return bent > 0 ? 100 - 10 * bent ** 0.6276336467831387 : 100;
}

function channelOf(plane: Plane): Channel {
  return { plane, mean: blurPlane(plane), square: blurPlane(multiply(plane, plane)) };
}

const light = Float32Array.from({ length: 256 }, (_, value) => toLinear(value / 255));

function toLight({ data, width, height }: Pixels): Planes {
  const channel = (offset: number): Plane => {
    const plane = new Float32Array(width * height);
    for (let index = 0, from = offset; index < plane.length; index += 1, from += 3)
      plane[index] = light[data[from] ?? 0] ?? 0;
    return { data: plane, width, height };
  };
  return [channel(0), channel(1), channel(2)];
}
