import { decodeBase64 } from '../decode-base64.ts';
import { pathValue } from '../path-value.ts';
import type { WrittenLayer } from '../split-steps.ts';
import { lastValue } from './layer-tokens.ts';

/** What a layer is made of (spec image-transformations §2.5). */
export type LayerInput =
  | { readonly kind: 'canvas' }
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'text'; readonly text: string };

const maxPlainCharacters = 2000;
const maxBase64Characters = 2500;

/** `ie` wins over `i`. Undefined when neither is there, or what is there names nothing. */
export function readLayerInput(layer: WrittenLayer): LayerInput | undefined {
  const encoded = lastValue(layer, 'ie');
  const plain = lastValue(layer, 'i');
  if (layer.type === 'text') return textInput(encoded, plain);
  const written = encoded === undefined ? plain : decodeBase64(encoded);
  if (written === undefined) return undefined;
  if (written === 'ik_canvas') return { kind: 'canvas' };
  const path = pathValue(written);
  return path === '' ? undefined : { kind: 'path', path };
}

function textInput(encoded: string | undefined, plain: string | undefined): LayerInput | undefined {
  // 2,500 is a whole number of groups of four, so that the cut leaves valid Base64.
  if (encoded !== undefined)
    return { kind: 'text', text: decodeBase64(encoded.slice(0, maxBase64Characters)) };
  if (plain === undefined) return undefined;
  // Characters are code points (T40).
  return { kind: 'text', text: [...plain].slice(0, maxPlainCharacters).join('') };
}
