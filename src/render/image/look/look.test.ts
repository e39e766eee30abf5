import { describe, expect, it } from 'vitest';
import { drawGrainyScene, makeGrain } from '../grainy-scene.contract.ts';
import { likeness, lookAt, type Pixels } from './look.ts';

type Change = (picture: Pixels) => Pixels;

function eachValue(change: (value: number, index: number) => number): Change {
  return (picture) => ({ ...picture, data: picture.data.map(change) });
}

const posterise = (step: number) => eachValue((value) => Math.floor(value / step) * step + step / 2);
const brighten = eachValue((value) => Math.min(255, value + 6));
const addNoise: Change = (picture) => {
  const grain = makeGrain(99);
  return eachValue((value) => Math.max(0, Math.min(255, value + 24 * (grain() - 0.5))))(picture);
};
const coarsen: Change = (picture) =>
  eachValue((_, index) => {
    const channel = index % 3;
    const pixel = (index - channel) / 3;
    const x = pixel % picture.width;
    const y = Math.floor(pixel / picture.width);
    return picture.data[((y - (y % 2)) * picture.width + x - (x % 2)) * 3 + channel] ?? 0;
  })(picture);

describe('likeness', () => {
  /** Of ssimulacra2_rs 0.5, for the very same pixels. */
  it.each<[string, Change, number]>([
    ['the same picture', (picture) => picture, 100],
    ['a brighter one', brighten, 86.38],
    ['sixteen greys a channel', posterise(16), 79.81],
    ['noise', addNoise, 69.97],
    ['half the detail', coarsen, 48.48],
    ['seven greys a channel', posterise(40), 14.42],
  ])('is what SSIMULACRA 2 says of %s', (_, change, score) => {
    const scene = drawGrainyScene(200, 150);
    const found = likeness(lookAt(scene), lookAt(change(scene)));
    expect(Math.abs(found - score)).toBeLessThan(0.3);
  });

  it.each([
    [1, 1],
    [5, 300],
    [8, 8],
    [200, 7],
  ])('can be told of a picture of %i × %i', (width, height) => {
    const scene = drawGrainyScene(width, height);
    expect(likeness(lookAt(scene), lookAt(scene))).toBe(100);
    expect(likeness(lookAt(scene), lookAt(posterise(64)(scene)))).toBeLessThan(100);
  });
});
