import type { Parameter } from './parameter.ts';
import { type Position, positionNames, readPosition } from './position.ts';

export const layerAnchor: Parameter<Position> = {
  keys: ['lap'],
  allowedIn: ['image layer', 'text layer', 'canvas layer'],
  values: positionNames,
  sentence:
    'Point of the base from which `lx`, `ly`, `lxc` and `lyc` are counted; `N` then means left and up.',
  example: 'l-image,i-logo.png,lap-center,lxc-0,ly-N30,l-end',
  read: readPosition,
};
