import { MediaError } from '../../../domain/errors.ts';
import type { LayerChoice } from '../../../domain/plan.ts';
import type { Layer } from './layers.ts';
import type { PsdFile } from './psd-file.ts';

/** `merged` is the picture of all layers, which counts as the first. */
export type ChosenLayer = Layer | 'merged';

/** In the order of the file, from the bottom up. A layer that is not there is the caller's mistake (T14). */
export function chooseLayers({ layers }: PsdFile, choice: LayerChoice): ChosenLayer[] {
  if (choice.kind === 'names')
    return choice.names.flatMap((name) => layersNamed(layers, name)).sort(byPlace(layers));
  const numbers = choice.numbers.toSorted((one, other) => one - other);
  return numbers.map((number) => (number === 1 ? 'merged' : (layers[number - 2] ?? missing(`pg-${number}`))));
}

function layersNamed(layers: readonly Layer[], name: string): Layer[] {
  const named = layers.filter((layer) => layer.name === name);
  return named.length === 0 ? missing(`pg-name-${name}`) : named;
}

function byPlace(layers: readonly Layer[]): (one: Layer, other: Layer) => number {
  return (one, other) => layers.indexOf(one) - layers.indexOf(other);
}

function missing(token: string): never {
  const visible = token.replace(/[^\x20-\x7e]/gu, '?');
  throw new MediaError('invalid', 'Bad URL Transformation Request', {
    reason: `EINVALID - ${visible}: there is no such layer`,
  });
}
