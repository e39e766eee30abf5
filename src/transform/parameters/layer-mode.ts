import { readWord } from '../amount.ts';
import type { Parameter } from './parameter.ts';

const modes = ['multiply', 'cutter', 'cutout', 'displace'] as const;

export type LayerMode = (typeof modes)[number];

export const layerMode: Parameter<LayerMode> = {
  keys: ['lm'],
  allowedIn: ['image layer', 'text layer', 'canvas layer'],
  values: modes.join(', '),
  sentence:
    'How it lies there: multiply darkens the base; cutout takes away what the layer covers; cutter leaves only that; displace moves pixels by the red and green of the layer, by at most `x` and `y`.',
  example: 'l-image,i-logo.png,lm-cutout,l-end',
  read: (text) => readWord(text, modes),
};
