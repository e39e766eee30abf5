import { LRUCache } from 'lru-cache';
import type { GenerativeSupport } from '../transform/generative/generative-support.ts';
import { parseTransformation } from '../transform/parse-transformation.ts';
import type { Transformation } from '../transform/transformation.ts';
import type { NamedTexts } from './named-texts.ts';

export interface ParseSettings {
  readonly lenient: boolean;
  readonly maxSteps: number;
  readonly maxLayers: number;
  readonly generative: GenerativeSupport;
}

const rememberedTransformations = 10_000;

/** Parsing is pure: a wish that was understood once is understood, until a named transformation changes. */
export function rememberTransformations({
  lenient,
  maxSteps,
  maxLayers,
  generative,
}: ParseSettings): (text: string, named: NamedTexts) => Transformation {
  const settings = { lenient, maxSteps, maxLayers, generative };
  const known = new LRUCache<string, Transformation>({ max: rememberedTransformations });
  let revision: number | undefined;
  return (text, named) => {
    if (named.revision !== revision) known.clear();
    revision = named.revision;
    const remembered = known.get(text);
    if (remembered !== undefined) return remembered;
    const transformation = parseTransformation(text, { ...settings, findNamed: named.find });
    known.set(text, transformation);
    return transformation;
  };
}
