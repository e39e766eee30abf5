/** The separable modes of W3C Compositing and Blending Level 1, by their names in CSS; `multiply` is ImageKit's own `lm`. */
export const blendModes = [
  'screen',
  'overlay',
  'darken',
  'lighten',
  'color-dodge',
  'color-burn',
  'hard-light',
  'soft-light',
  'difference',
  'exclusion',
] as const;

export type BlendMode = (typeof blendModes)[number];
