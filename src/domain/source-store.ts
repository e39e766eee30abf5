import type { Readable } from 'node:stream';
import type { BlobStore, StagedBlob } from './blob-store.ts';
import type { OriginId } from './ids.ts';
import type { MediaFacts } from './media-facts.ts';
import type { OriginCaching, Validators } from './origin.ts';

/** Which file of which origin. */
export interface SourcePlace {
  readonly originId: OriginId;
  /** How the origin is set up: another address or bucket has other files. */
  readonly setup: string;
  /** The visitor's host where the origin is told it; empty otherwise. */
  readonly host: string;
  /** With its leading slash. */
  readonly path: string;
}

/** A file of an origin as it was when it was last asked for. */
export interface KeptSource {
  readonly hash: string;
  readonly sizeBytes: number;
  readonly facts: MediaFacts;
  readonly isPrivate: boolean;
  readonly validators: Validators;
  readonly caching: OriginCaching;
  /** When these bytes were first seen there. */
  readonly createdAt: Date;
  /** When the origin last said so. */
  readonly checkedAt: Date;
}

/**
 * Keeps files of origins within a limit of bytes, dropping the least recently used. Losing one is never an error; half a file is
 * never seen, whatever ended the process. What was used in the last minute stays: somebody may be about to read it.
 */
export interface SourceStore extends Pick<BlobStore, 'open' | 'localPath'> {
  /** Counts as a use. Without a promise: every delivery from an origin asks. */
  find(place: SourcePlace): KeptSource | undefined;
  /** Drains a body to a temporary place; `put` makes it visible, `discard` forgets it. */
  stage(body: Readable, options: SourceStageOptions): Promise<StagedBlob>;
  /** In the place of what was known. Takes over what is staged. */
  put(place: SourcePlace, source: KeptSource, staged: StagedBlob): Promise<void>;
  /** Newer knowledge of the same bytes; of what was dropped meanwhile, nothing. */
  note(place: SourcePlace, source: KeptSource): void;
  /** Forgetting what is absent is no error. */
  forget(place: SourcePlace): void;
  /** Everything of an origin whose path begins so, for any host and setup. */
  list(originId: OriginId, pathPrefix: string): readonly ListedSource[];
  /** Are these bytes here? */
  has(hash: string): boolean;
  /** Bytes of all that is kept. */
  sumSizes(): number;
  close(): Promise<void>;
}

export interface ListedSource {
  readonly place: SourcePlace;
  readonly source: KeptSource;
}

export interface SourceStageOptions {
  readonly signal: AbortSignal;
  /**
   * Is shown the first 32 KiB, or all of a shorter body, before more is read, and says how many bytes there may be: more →
   * MediaError too_large. What it throws ends it all.
   */
  readonly lookAtHead: (head: Buffer) => number;
}
