import { type LayerOffset, readLayerOffset } from './layer-offset.ts';
import type { Parameter } from './parameter.ts';

export const layerY: Parameter<LayerOffset> = {
  keys: ['ly'],
  allowedIn: ['image layer', 'text layer', 'canvas layer'],
  values: 'pixels from 0; N5: from the far edge; an expression',
  sentence: 'Top edge of the layer on its base.',
  example: 'l-image,i-logo.png,lx-10,ly-N20,l-end',
  read: readLayerOffset,
};
