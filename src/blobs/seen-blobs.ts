import type { BlobHash } from '../domain/blob-store.ts';

/** Blobs known to be there. */
export interface SeenBlobs {
  has(hash: BlobHash): boolean;
  note(hash: BlobHash): void;
  forget(hash: BlobHash): void;
}

const maxSeen = 100_000;

/**
 * Only the sweep takes a blob away, and only one that nobody refers to. Looking again before every rendition would cost it
 * a trip to the disk.
 */
export function createSeenBlobs(): SeenBlobs {
  const seen = new Set<BlobHash>();
  return {
    has: (hash) => seen.has(hash),
    forget: (hash) => void seen.delete(hash),
    note(hash) {
      if (seen.size >= maxSeen) seen.clear();
      seen.add(hash);
    },
  };
}
