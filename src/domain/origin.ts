import type { Readable } from 'node:stream';

/**
 * Somewhere outside that files can be read from by URL. Bad address, private address, refused connection, bad status,
 * too slow: MediaError invalid, with a `reason` that says which.
 */
export interface RemoteFiles {
  /** Resolves once headers are there; the caller destroys the stream. Too many bytes end the stream with too_large. */
  open(url: string, options: { readonly maxBytes: number; readonly signal: AbortSignal }): Promise<Readable>;
}
