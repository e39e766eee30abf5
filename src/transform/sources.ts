/** The files of one plan, by what they hold: 0 is the picture itself, those of its layers count from 1. */
export interface Sources {
  readonly contentHashes: readonly string[];
  /** Of a layer's file; the first layer to show it gives it its number. */
  numberOf(contentHash: string): number;
}

export function createSources(pictureHash: string): Sources {
  const contentHashes = [pictureHash];
  return {
    contentHashes,
    numberOf(contentHash) {
      const known = contentHashes.indexOf(contentHash, 1);
      return known === -1 ? contentHashes.push(contentHash) - 1 : known;
    },
  };
}

/** With `pictureHash` for the picture itself: a model may have put another in its place. */
export function hashesBehind(pictureHash: string, { contentHashes }: Sources): readonly string[] {
  return [pictureHash, ...contentHashes.slice(1)];
}
