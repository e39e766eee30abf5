import type { MediaError } from '../domain/errors.ts';
import { readLayerInput } from './layer-input.ts';
import { badTransformation, unsupported } from './refusals.ts';
import type { WrittenLayer } from './split-steps.ts';

const layerTypes = new Set(['image', 'text', 'video', 'subtitles', 'subtitle']);

/** Tells a layer that nobody could draw from one that is right but not drawn here. */
export function layerRefusal(layer: WrittenLayer): MediaError {
  if (!layerTypes.has(layer.type) || readLayerInput(layer) === undefined)
    return badTransformation(layer.text);
  return unsupported(layer.text);
}
