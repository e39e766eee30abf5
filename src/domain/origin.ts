import type { Readable } from 'node:stream';
import { type MediaError, notFound } from './errors.ts';

/**
 * Somewhere outside that files can be read from by URL. Bad address, private address, refused connection, bad status,
 * too slow: MediaError invalid, with a `reason` that says which.
 */
export interface RemoteFiles {
  /** Resolves once headers are there; the caller destroys the stream. Too many bytes end the stream with too_large. */
  open(url: string, options: { readonly maxBytes: number; readonly signal: AbortSignal }): Promise<Readable>;
}

/** A place outside that files are read from by their paths, as delivery does (spec delivery §3). */
export interface Origin {
  /**
   * Resolves once headers are there. That there is no such file is an answer; a place that refuses, cannot be reached or says
   * anything else is a MediaError not_found, whose `reason` becomes the `ik-error` of the delivery (spec delivery §15).
   */
  open(path: string, request: OriginRequest): Promise<OriginAnswer>;
}

export interface OriginRequest {
  /** Of what is known already: when that is still there, nothing is sent. */
  readonly known?: Validators;
  /** The host that the visitor asked for. */
  readonly host?: string;
  /** A larger body ends its stream with too_large, or is refused before. */
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

export type OriginAnswer =
  | { readonly kind: 'missing' }
  /** What is known is still there. */
  | { readonly kind: 'unchanged'; readonly caching: OriginCaching }
  | OriginFile;

export interface OriginFile {
  readonly kind: 'file';
  /** The caller destroys it. A body that breaks off is an error of the stream, never a short file. */
  readonly body: Readable;
  /** As announced, when it is. */
  readonly sizeBytes: number | undefined;
  readonly validators: Validators;
  readonly isPrivate: boolean;
  readonly caching: OriginCaching;
}

/** As the origin wrote them: they are handed back, not understood. */
export interface Validators {
  readonly etag?: string;
  readonly lastModified?: string;
}

/** What an origin says about keeping its file: headers as they came (RFC 9111). */
export interface OriginCaching {
  readonly cacheControl?: string;
  readonly expires?: string;
  /** Seconds that it had been kept on its way. */
  readonly age?: string;
}

/** What `ik-error` calls it (spec delivery §15). */
export type OriginFailure = 'EACCES' | 'ECONNREFUSED' | 'UNIDENTIFIED';

/** All of them are 404, so that pages behave as with a missing file (spec delivery O28). */
export function originFailed(failure: OriginFailure, sentence: string, cause?: unknown): MediaError {
  return notFound('Not Found', { reason: `${failure} - ${sentence}`, cause });
}
