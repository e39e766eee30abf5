import type { Parameter } from './parameter.ts';

/** Read with the layer as a whole (layer-input.ts), because its type says what the value means. */
export const layerSource: Parameter<string> = {
  keys: ['i'],
  allowedIn: ['image layer', 'text layer', 'canvas layer'],
  values: 'the path of a picture, with @@ for /; ik_canvas: a plain rectangle; in l-text the text',
  sentence: 'What the layer is made of.',
  example: 'l-image,i-logos@@logo.png,w-100,l-end',
  read: (text) => text,
};
