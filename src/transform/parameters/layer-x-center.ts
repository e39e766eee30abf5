import { type LayerOffset, readLayerOffset } from './layer-offset.ts';
import type { Parameter } from './parameter.ts';

export const layerXCenter: Parameter<LayerOffset> = {
  keys: ['lxc'],
  allowedIn: ['image layer', 'text layer', 'canvas layer'],
  values: 'pixels from 0; N5: from the far edge; an expression',
  sentence: 'Centre of the layer, from the left edge of its base; `lx` wins over it.',
  example: 'l-image,i-logo.png,lxc-100,lyc-200,l-end',
  read: readLayerOffset,
};
