import type { Readable } from 'node:stream';
import type { ByteRange } from './blob-store.ts';

/** 64 lower-case hex characters: hash of every source's content, the plan and the renderer's revision. */
export type RenditionKey = string;

/** Bytes made from one version by one plan; may be dropped at any time. */
export interface Rendition {
  readonly key: RenditionKey;
  readonly sizeBytes: number;
  /** The whole body when it is small enough to be kept in memory. */
  readonly bytes?: Buffer;
  /** The caller destroys the stream. Dropped meanwhile → MediaError not_found. */
  open(range?: ByteRange): Promise<Readable>;
}

/** A file with its trailer (file-trailer.ts) at a staging path, and its body when the renderer has handed that over as well. */
export interface StagedRendition {
  readonly path: string;
  readonly bytes?: Buffer;
}

/**
 * Keeps renditions within a limit of bytes, dropping the least recently used. Losing one is never an error; serving
 * half of one is: what a crash cut short reads as absent.
 */
export interface RenditionCache {
  /** Counts as a use. The memory tier answers without a promise, because a hit must cost next to nothing. */
  get(key: RenditionKey): Rendition | undefined | Promise<Rendition | undefined>;
  /** A path for a renderer to write to, on the volume where `put` will want the file. */
  stagingPath(): string;
  /** Takes over the file (or removes it). Repeating a key is no error. */
  put(key: RenditionKey, staged: StagedRendition): Promise<Rendition>;
  /** Removes what a renderer may have left at `stagedPath`; absent is no error. */
  discard(stagedPath: string): Promise<void>;
  /** Forgetting what is absent is no error. */
  delete(key: RenditionKey): Promise<void>;
  close(): Promise<void>;
}
