import type { NamedTransformation } from '../domain/named-transformation.ts';

/** The named transformations that may be used, as they were at one moment. */
export interface NamedTexts {
  /** Rises with every change: what was understood under one revision need not be so under another. */
  readonly revision: number;
  find(name: string): string | undefined;
}

/** `current` gives the same array as long as nothing has changed. */
export function createNamedTexts(current: () => readonly NamedTransformation[]): () => NamedTexts {
  let items = current();
  let texts = textsOf(items, 1);
  return () => {
    if (items !== current()) {
      items = current();
      texts = textsOf(items, texts.revision + 1);
    }
    return texts;
  };
}

function textsOf(items: readonly NamedTransformation[], revision: number): NamedTexts {
  const enabled = items.filter((item) => item.enabled);
  const texts = new Map(enabled.map(({ name, transformation }) => [name, transformation]));
  return { revision, find: (name) => texts.get(name) };
}
