import type { BlobStore } from '../domain/blob-store.ts';
import type { Clock } from '../domain/clock.ts';
import type { FileRepository } from '../domain/database.ts';
import { markOfContent, type RenditionCache } from '../domain/rendition.ts';

/**
 * Bytes are durable before the row that points at them, so a crash in between leaves a blob without a row. The grace
 * lies between the two: a blob committed within it may be waiting for its row.
 */
const graceSeconds = 3600;

export interface SweepParts {
  readonly blobs: BlobStore;
  readonly files: Pick<FileRepository, 'isBlobInUse'>;
  readonly renditions: Pick<RenditionCache, 'deleteMadeFrom'>;
  readonly clock: Clock;
}

/** Deletes blobs that no version refers to, and what this node has printed from them. Returns how many blobs went. */
export type SweepBlobs = (signal: AbortSignal) => Promise<number>;

export function createSweepBlobs({ blobs, files, renditions, clock }: SweepParts): SweepBlobs {
  return async (signal) => {
    const before = new Date(clock.now().getTime() - graceSeconds * 1000);
    const swept: string[] = [];
    for await (const hash of blobs.listOlderThan(before)) {
      signal.throwIfAborted();
      if (await files.isBlobInUse(hash)) continue;
      await blobs.delete(hash, { olderThan: before });
      swept.push(hash);
    }
    await renditions.deleteMadeFrom(new Set(swept.map(markOfContent)), signal);
    return swept.length;
  };
}
