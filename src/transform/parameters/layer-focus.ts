import type { Parameter } from './parameter.ts';
import { type Position, positionNames, readPosition } from './position.ts';

export const layerFocus: Parameter<Position> = {
  keys: ['lfo'],
  allowedIn: ['image layer', 'text layer', 'canvas layer'],
  values: positionNames,
  sentence: 'Where on its base the layer lies, in words; nothing beside `lx`, `ly`, `lxc` or `lyc`.',
  example: 'l-image,i-logo.png,lfo-bottom_right,l-end',
  read: readPosition,
};
