import { invalid, MediaError } from '../domain/errors.ts';

/**
 * Why a file could not be fetched, in general words: neither an address nor anything that answered is named, so that
 * nobody maps a network with our errors.
 */
const helpOf = {
  INVALID_URL: 'The URL must be an absolute http or https URL without user name and password.',
  ADDRESS_NOT_ALLOWED:
    'The URL, or one that it redirects to, leads to an address that this server must not reach.',
  UNREACHABLE: 'The server of the URL could not be reached.',
  TIMED_OUT: 'The server of the URL took too long to answer.',
  BAD_STATUS: 'The server of the URL did not answer with the file.',
  TOO_MANY_REDIRECTS: 'The URL redirects too often.',
  UNKNOWN_ENCODING: 'The server of the URL sent the file in a content encoding that was not asked for.',
  INCOMPLETE: 'The download broke off before the file was complete.',
} as const;

export type DownloadFailure = keyof typeof helpOf;

export function downloadFailed(reason: DownloadFailure, cause?: unknown): MediaError {
  return invalid(
    'Your request contains invalid file parameter. The file could not be downloaded from the given URL.',
    { reason, help: helpOf[reason], cause },
  );
}

export function downloadTooLarge(): MediaError {
  return new MediaError(
    'too_large',
    'Your request contains invalid file parameter. The file size exceeds limits.',
  );
}

const timeoutCodes = new Set(['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);

/** An error of the network as one that a caller can cause; `otherwise` is what any unknown one stands for. */
export function explainFailure(error: unknown, otherwise: DownloadFailure): MediaError {
  if (error instanceof MediaError) return error;
  const isTimeout = error instanceof Error && 'code' in error && timeoutCodes.has(String(error.code));
  return downloadFailed(isTimeout ? 'TIMED_OUT' : otherwise, error);
}
