import { pipeline, type Readable, Transform, type TransformCallback } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Dispatcher } from 'undici';
import { downloadFailed, downloadTooLarge, explainFailure } from './failures.ts';

export interface BodyLimits {
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

/** The bytes of a response as they were meant: decoded, counted, and either complete or a MediaError. */
export function boundedBody({ headers, body }: Dispatcher.ResponseData, limits: BodyLimits): Readable {
  const encoding = String(headers['content-encoding'] ?? 'identity').toLowerCase();
  if (encoding !== 'identity' && encoding !== 'gzip') throw downloadFailed('UNKNOWN_ENCODING');
  if (Number(headers['content-length'] ?? 0) > limits.maxBytes) throw downloadTooLarge();
  // Counted last: a small body may unpack to a huge one.
  return countedBody(encoding === 'gzip' ? [body, createGunzip()] : [body], limits);
}

/** What comes out of the last of these streams. */
export function countedBody(streams: readonly Readable[], limits: BodyLimits): Readable {
  const counted = new CountedBody(limits);
  pipeline([...streams, counted], () => {});
  return counted;
}

class CountedBody extends Transform {
  readonly #limits: BodyLimits;
  #bytes = 0;

  constructor(limits: BodyLimits) {
    super();
    this.#limits = limits;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#bytes += chunk.length;
    if (this.#bytes > this.#limits.maxBytes) done(downloadTooLarge());
    else done(null, chunk);
  }

  /** Not `_destroy`: whoever begins to read a stream that is broken already is told what this was called with. */
  override destroy(error?: Error | null): this {
    const isOfSource = error && !this.#limits.signal.aborted;
    return super.destroy(isOfSource ? explainFailure(error, 'INCOMPLETE') : (error ?? undefined));
  }
}
