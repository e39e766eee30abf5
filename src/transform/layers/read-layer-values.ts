import { statesOpacity } from '../colour.ts';
import { type LayerValues, layerParameters } from '../parameters/index.ts';
import { readToken, type TokenContext } from '../read-token.ts';
import type { WrittenLayer } from '../split-steps.ts';
import { lastValue, tokensOf } from './layer-tokens.ts';

/** Where the layer goes and how it lies there. */
export function readLayerValues(layer: WrittenLayer, context: TokenContext): LayerValues {
  const values: Record<string, unknown> = {};
  for (const token of tokensOf(layer)) {
    const read = readToken(token, context);
    if (read !== undefined && Object.hasOwn(layerParameters, read.name)) values[read.name] = read.value;
  }
  // Such a colour has its own opacity (spec image-transformations §6.5).
  const background = lastValue(layer, 'bg');
  if (context.place === 'canvas layer' && background !== undefined && statesOpacity(background))
    delete values.layerOpacity;
  return values;
}
