import type { Readable } from 'node:stream';
import type { ByteRange } from './blob-store.ts';

/**
 * 64 lower-case hex characters: first the mark of the picture's content, then a hash of every source's content, the plan
 * and the renderer's revision. What was made from one picture is so found together, without an index.
 */
export type RenditionKey = string;

/** The beginning of a content hash, and of the key of every rendition whose picture it is. */
export type ContentMark = string;

/** 96 bits: two pictures that share a mark would only be purged together. */
const markCharacters = 24;

export function markOfContent(contentHash: string): ContentMark {
  return contentHash.slice(0, markCharacters);
}

export function markOfRendition(key: RenditionKey): ContentMark {
  return key.slice(0, markCharacters);
}

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
  /** It will be asked for by `localPath` alone: not worth memory. */
  readonly isForFilesOnly?: boolean;
}

/**
 * Keeps renditions within a limit of bytes, dropping the least recently used. Losing one is never an error; serving
 * half of one is: what a crash cut short reads as absent.
 */
export interface RenditionCache {
  /** Names what is kept here: whoever finds the same id finds what was kept before. An empty cache has a new one. */
  readonly id: string;
  /** Counts as a use. The memory tier answers without a promise, because a hit must cost next to nothing. */
  get(key: RenditionKey): Rendition | undefined | Promise<Rendition | undefined>;
  /**
   * A file of this machine that holds it, with its trailer, for a renderer to read; it may be dropped before that. Counts as a use.
   * Undefined: absent, or in no file.
   */
  localPath(key: RenditionKey): Promise<string | undefined>;
  /** A path for a renderer to write to, on the volume where `put` will want the file. */
  stagingPath(): string;
  /** Takes over the file (or removes it). Repeating a key is no error. */
  put(key: RenditionKey, staged: StagedRendition): Promise<Rendition>;
  /** Removes what a renderer may have left at `stagedPath`; absent is no error. */
  discard(stagedPath: string): Promise<void>;
  /** Forgetting what is absent is no error. */
  delete(key: RenditionKey): Promise<void>;
  /**
   * Forgets every rendition of these pictures that was there when it was called, and keeps the event loop free meanwhile.
   * Returns how many there were.
   */
  deleteMadeFrom(marks: ReadonlySet<ContentMark>, signal: AbortSignal): Promise<number>;
  /** Forgets everything. */
  clear(): Promise<void>;
  close(): Promise<void>;
}
