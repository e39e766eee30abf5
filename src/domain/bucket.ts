import type { Readable } from 'node:stream';
import type { ByteRange } from './blob-store.ts';

export interface BucketObject {
  readonly key: string;
  readonly sizeBytes: number;
  /** By the clock of the server, which may tell whole seconds only, rounded down. */
  readonly modifiedAt: Date;
}

/**
 * Whole objects under keys in a place outside that all nodes share, such as a bucket of S3 below a prefix. What a promise
 * has told holds for every node from then on. A server that is not there for now → MediaError busy.
 */
export interface Bucket {
  /** Names the place, the same for every node. */
  readonly id: string;
  /** Durable when it resolves, and never seen in part. Takes the place of what is there. */
  putFile(key: string, path: string, signal: AbortSignal): Promise<void>;
  /** Absent → undefined. The caller destroys the stream; `signal` ends it as well. */
  open(
    key: string,
    options: { readonly range?: ByteRange | undefined; readonly signal?: AbortSignal },
  ): Promise<Readable | undefined>;
  find(key: string): Promise<BucketObject | undefined>;
  /** In pieces of a thousand at most. What changes meanwhile may or may not be seen. */
  list(prefix: string): AsyncIterable<readonly BucketObject[]>;
  /** Absent is no error. */
  delete(key: string): Promise<void>;
  /** Removes what a crash has left of a `putFile`, and nothing that another node still writes. */
  removeLeftovers(): Promise<void>;
  /** Throws when the place cannot be used now. */
  check(signal: AbortSignal): Promise<void>;
  close(): void;
}
