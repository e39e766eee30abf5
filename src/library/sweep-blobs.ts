import type { BlobStore } from '../domain/blob-store.ts';
import type { Clock } from '../domain/clock.ts';
import type { DetectionRepository, FileRepository, GeneratedPictureRepository } from '../domain/database.ts';
import { markOfContent, type RenditionCache } from '../domain/rendition.ts';

/**
 * Bytes are durable before the row that points at them, so a crash in between leaves a blob without a row. The grace
 * lies between the two: a blob committed within it may be waiting for its row.
 */
const graceSeconds = 3600;

export interface SweepParts {
  readonly blobs: BlobStore;
  readonly files: Pick<FileRepository, 'isBlobInUse'>;
  readonly detections: Pick<DetectionRepository, 'delete'>;
  readonly generatedPictures: Pick<GeneratedPictureRepository, 'isBlobInUse' | 'deleteMadeFrom'>;
  readonly renditions: Pick<RenditionCache, 'deleteMadeFrom'>;
  readonly clock: Clock;
}

/**
 * Deletes blobs that nothing refers to, what was found in them and made from them, and what this node has printed from them. A
 * picture that was generated from one goes in the next sweep. Returns how many blobs went.
 */
export type SweepBlobs = (signal: AbortSignal) => Promise<number>;

export function createSweepBlobs(parts: SweepParts): SweepBlobs {
  const { blobs, files, detections, generatedPictures, renditions, clock } = parts;
  return async (signal) => {
    const before = new Date(clock.now().getTime() - graceSeconds * 1000);
    const swept: string[] = [];
    for await (const hash of blobs.listOlderThan(before)) {
      signal.throwIfAborted();
      if ((await files.isBlobInUse(hash)) || (await generatedPictures.isBlobInUse(hash))) continue;
      await detections.delete(hash);
      await generatedPictures.deleteMadeFrom(hash);
      await blobs.delete(hash, { olderThan: before });
      swept.push(hash);
    }
    await renditions.deleteMadeFrom(new Set(swept.map(markOfContent)), signal);
    return swept.length;
  };
}
