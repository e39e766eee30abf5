import { MediaError } from '../domain/errors.ts';
import { originFailed } from '../domain/origin.ts';
import type { DownloadFailure } from './failures.ts';

/** In general words: whoever may name an address must not map a network with our errors. */
const sentences: Readonly<Record<DownloadFailure, string>> = {
  INVALID_URL: 'The path is no URL that can be fetched',
  ADDRESS_NOT_ALLOWED: 'The origin has an address that must not be reached',
  UNREACHABLE: 'The origin could not be reached',
  TIMED_OUT: 'The origin took too long to answer',
  BAD_STATUS: 'The origin did not answer with the file',
  TOO_MANY_REDIRECTS: 'The origin redirects too often',
  UNKNOWN_ENCODING: 'The origin sent the file in a content encoding that was not asked for',
  INCOMPLETE: 'The download from the origin broke off',
};

/** A failed download as `ik-error` tells it. */
export function explainOrigin(error: unknown): unknown {
  if (!(error instanceof MediaError) || error.code !== 'invalid') return error;
  if (isRefusal(error.cause)) return originFailed('ECONNREFUSED', 'The origin refused the connection', error);
  const sentence = sentences[error.reason as DownloadFailure] ?? sentences.BAD_STATUS;
  return originFailed('UNIDENTIFIED', sentence, error);
}

/** Of a name with several addresses, the last one's. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED';
}

export function accessRefused(cause?: unknown): MediaError {
  return originFailed('EACCES', 'The origin refused access', cause);
}

export function isAccessRefused(error: unknown): boolean {
  return error instanceof MediaError && error.reason?.startsWith('EACCES') === true;
}
