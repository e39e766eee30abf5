import type { Readable } from 'node:stream';

/** Lower-case hex SHA-256 of the bytes. */
export type BlobHash = string;

/** First and last byte, both included. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Stored bytes under a content hash, written once. Two uploads of the same bytes are one blob; deleting is the
 * business of the sweep alone, because only it knows whether a row still points here.
 */
export interface BlobStore {
  /**
   * Drains `source` to a temporary place while hashing; nothing is visible until `commit`.
   * More than `maxBytes` → MediaError too_large; the source is destroyed, nothing stays behind.
   */
  stage(
    source: Readable,
    options: { readonly maxBytes: number; readonly signal: AbortSignal },
  ): Promise<StagedBlob>;

  /** The caller destroys the stream. Absent → MediaError not_found, before anything is returned. */
  open(hash: BlobHash, range?: ByteRange): Promise<Readable>;

  /**
   * A local file with these bytes, to be read only and opened soon: a store that keeps copies may drop one after some minutes.
   * Absent → MediaError not_found.
   */
  localPath(hash: BlobHash, signal: AbortSignal): Promise<string>;

  /**
   * Blobs whose last `commit` is older than `before`; a store that tells whole seconds only may leave out what is older by less
   * than one. Order is free.
   */
  listOlderThan(before: Date): AsyncIterable<BlobHash>;

  /**
   * Removes a blob unless a commit has renewed it at or after `olderThan`: between the listing and the deleting the same
   * bytes may have been uploaded again and acknowledged. Absent is no error.
   */
  delete(hash: BlobHash, condition: { readonly olderThan: Date }): Promise<void>;

  /**
   * Removes temporary files that a crash left behind, and none that another node still writes. Called once at start,
   * before any `stage`.
   */
  removeLeftovers(): Promise<void>;

  /** Throws when blobs cannot be reached now. Costs next to nothing. */
  check(signal: AbortSignal): Promise<void>;
}

export interface StagedBlob {
  readonly hash: BlobHash;
  readonly sizeBytes: number;
  /** A local file to look at until `commit` or `discard`. */
  readonly path: string;
  /** Durable when it returns. Repeating a hash is no error and renews its age. */
  commit(): Promise<void>;
  /** Safe to call at any time and twice; after `commit` it does nothing. */
  discard(): Promise<void>;
}
