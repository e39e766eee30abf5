import type { Parameter } from './parameter.ts';

export interface Flip {
  readonly horizontal: boolean;
  readonly vertical: boolean;
}

export const flip: Parameter<Flip> = {
  keys: ['fl'],
  allowedIn: ['base', 'image layer', 'text layer'],
  values: 'h, v, h_v, v_h',
  sentence: 'Mirrors left-right, top-bottom, or both, before a rotation of the same step.',
  example: 'fl-h',
  read: (text) => {
    if (!/^(h|v|h_v|v_h)$/.test(text)) return undefined;
    return { horizontal: text.includes('h'), vertical: text.includes('v') };
  },
};
