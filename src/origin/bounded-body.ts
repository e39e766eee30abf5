import { pipeline, type Readable, Transform } from 'node:stream';
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
  const counted = createCounter(limits);
  pipeline([...streams, counted], () => {});
  return counted;
}

function createCounter({ maxBytes, signal }: BodyLimits): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > maxBytes) done(downloadTooLarge());
      else done(null, chunk);
    },
    destroy(error, done) {
      if (error === null || signal.aborted) done(error);
      else done(explainFailure(error, 'INCOMPLETE'));
    },
  });
}
