import type { Blend } from 'sharp';
import type { CompositeMode, CompositeOperation } from '../../domain/plan.ts';
import { clipLayer, type PlacedLayer, repeatForFrames } from './clip-layer.ts';
import { multiplyBy } from './multiply.ts';
import { drawnLayer, type PassSoFar, type Place } from './operation-step.ts';

/** Sharp draws a layer, except where its blending would put colour where the picture has none. */
export const placeComposite: Place<CompositeOperation> = (operation, pass) => {
  const { mode, isOpaque } = operation;
  const layer = clipLayer({ ...operation, picture: drawnLayer(operation.layer, pass) }, pass.size);
  if (mode === 'multiply')
    return { stage: 'redraw', redraw: (picture) => multiplyBy(picture, layer), eachFrame: true };
  return {
    stage: 'overlay',
    overlay: { ...overlayOf(layer, pass), blend: blends[mode] },
    isOpaque,
    // Until the end of the pass a grey picture has one channel: the layer would lose its colour.
    cannotFollow: ({ kind }) => kind === 'grayscale',
  };
};

/** In the words of Porter and Duff. */
const blends: Readonly<Record<Exclude<CompositeMode, 'multiply'>, Blend>> = {
  over: 'over',
  cutout: 'dest-out',
  cutter: 'dest-in',
};

function overlayOf(layer: PlacedLayer, pass: PassSoFar) {
  const { picture, left, top } = pass.animated ? repeatForFrames(layer, pass.size) : layer;
  const { data, width, height } = picture;
  const raw = { input: data, raw: { width, height, channels: 4 as const } };
  // Tiled from the top: the same on each of the frames, which lie one below the other.
  return pass.animated ? { ...raw, tile: true, gravity: 'northwest' } : { ...raw, left, top };
}
