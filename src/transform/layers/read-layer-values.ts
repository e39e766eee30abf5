import { statesOpacity } from '../colour.ts';
import { type LayerValues, layerParameters } from '../parameters/index.ts';
import type { TokenContext } from '../read-token.ts';
import type { WrittenLayer } from '../split-steps.ts';
import { lastValue } from './layer-tokens.ts';
import { readValues } from './read-values.ts';

/** Where the layer goes and how it lies there. */
export function readLayerValues(layer: WrittenLayer, context: TokenContext): LayerValues {
  const values = readValues(layer, layerParameters, context);
  // Such a colour has its own opacity (spec image-transformations §6.5).
  const background = lastValue(layer, 'bg');
  if (context.place === 'canvas layer' && background !== undefined && statesOpacity(background))
    delete values.layerOpacity;
  return values;
}
