import { readNumber } from '../amount.ts';
import type { Parameter } from './parameter.ts';

/** 0…1. Called transparency in one place and opacity in the editor: 9 is nearly opaque (T39). */
export const layerOpacity: Parameter<number> = {
  keys: ['al'],
  allowedIn: ['text layer', 'canvas layer'],
  values: '1 to 10, tenths; 0.1 is as good as 1',
  sentence: 'Opacity of the layer; a colour by name, or with digits for its own opacity, keeps that.',
  example: 'l-image,i-ik_canvas,bg-000000,al-5,l-end',
  read: (text) => {
    const value = readNumber(text, { min: Number.MIN_VALUE, max: 10 });
    return value === undefined || value < 1 ? value : value / 10;
  },
};
