import { Readable } from 'node:stream';
import { LRUCache } from 'lru-cache';
import { type ContentMark, markOfRendition, type Rendition, type RenditionKey } from '../domain/rendition.ts';

/** What an entry costs besides its body: key, object, list nodes. Keeps a million tiny bodies within the limit too. */
const overheadBytes = 512;

export type MemoryTier = LRUCache<RenditionKey, Rendition>;

/** Drops the least recently used beyond `maxBytes`; a body that alone is too large is not taken. */
export function createMemoryTier(maxBytes: number): MemoryTier {
  return new LRUCache<RenditionKey, Rendition>({
    maxSize: Math.max(1, maxBytes),
    sizeCalculation: (rendition) => rendition.sizeBytes + overheadBytes,
  });
}

/** Returns how many there were. */
export function forgetMarked(memory: MemoryTier, marks: ReadonlySet<ContentMark>): number {
  const keys = [...memory.keys()].filter((key) => marks.has(markOfRendition(key)));
  for (const key of keys) memory.delete(key);
  return keys.length;
}

export function makeMemoryRendition(key: RenditionKey, bytes: Buffer): Rendition {
  return {
    key,
    sizeBytes: bytes.length,
    bytes,
    open: async (range) => {
      const part = range === undefined ? bytes : bytes.subarray(range.start, range.end + 1);
      return Readable.from([part], { objectMode: false });
    },
  };
}
