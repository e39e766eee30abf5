import { MediaError } from '../../../domain/errors.ts';
import type { LayerChoice } from '../../../domain/plan.ts';
import type { Layer } from './layers.ts';
import type { PsdFile } from './psd-file.ts';

/** `merged` is the picture of all layers, which counts as the first. */
export type ChosenLayer = Layer | 'merged';

/** In the order of the file, from the bottom up. A layer that is not there is the caller's mistake (T14). */
export function chooseLayers({ layers }: PsdFile, choice: LayerChoice): ChosenLayer[] {
  if (choice.kind === 'names') return layersNamed(layers, new Set(choice.names));
  const numbers = choice.numbers.toSorted((one, other) => one - other);
  return numbers.map((number) => (number === 1 ? 'merged' : (layers[number - 2] ?? missing(`pg-${number}`))));
}

/** Each once, however often it is named. */
function layersNamed(layers: readonly Layer[], names: ReadonlySet<string>): Layer[] {
  const named = layers.filter(({ name }) => names.has(name));
  const there = new Set(named.map(({ name }) => name));
  for (const name of names) if (!there.has(name)) missing(`pg-name-${name}`);
  return named;
}

function missing(token: string): never {
  const visible = token.replace(/[^\x20-\x7e]/gu, '?');
  throw new MediaError('invalid', 'Bad URL Transformation Request', {
    reason: `EINVALID - ${visible}: there is no such layer`,
  });
}
