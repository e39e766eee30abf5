import type { BlobStore } from '../domain/blob-store.ts';
import type { Clock } from '../domain/clock.ts';
import type { FileRepository } from '../domain/database.ts';

/**
 * Bytes are durable before the row that points at them, so a crash in between leaves a blob without a row. The grace
 * lies between the two: a blob committed within it may be waiting for its row.
 */
const graceSeconds = 3600;

export interface SweepParts {
  readonly blobs: BlobStore;
  readonly files: Pick<FileRepository, 'isBlobInUse'>;
  readonly clock: Clock;
}

/** Deletes blobs that no version refers to. Returns how many went. */
export type SweepBlobs = (signal: AbortSignal) => Promise<number>;

export function createSweepBlobs({ blobs, files, clock }: SweepParts): SweepBlobs {
  return async (signal) => {
    const before = new Date(clock.now().getTime() - graceSeconds * 1000);
    let swept = 0;
    for await (const hash of blobs.listOlderThan(before)) {
      signal.throwIfAborted();
      if (await files.isBlobInUse(hash)) continue;
      await blobs.delete(hash, { olderThan: before });
      swept += 1;
    }
    return swept;
  };
}
