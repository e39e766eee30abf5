/**
 * The one error that a caller can cause. Anything that is not a MediaError is our fault: it is logged whole
 * and shown as "internal". `http/errors.ts` holds the only table from code to status.
 */
export type ErrorCode =
  | 'invalid'
  | 'unauthorized'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'locked'
  | 'too_large'
  | 'url_too_long'
  | 'unsupported'
  | 'rate_limited'
  | 'busy'
  | 'internal';

export interface ErrorDetails {
  /** How to put it right. Shown as `help`; when absent the server's support sentence is shown. */
  readonly help?: string;
  /** Machine-readable token: `ik-error` on delivery, `reason` on folder operations. */
  readonly reason?: string;
  /** What the metadata of a file says beside an id that is none (spec library-api §8.1). */
  readonly type?: string;
  /** Field by field, a flat map of sentences (spec auth-errors-limits §5.1). */
  readonly errors?: Readonly<Record<string, string>>;
  /** Of a request for many files, those that are not there. */
  readonly missingFileIds?: readonly string[];
  /** When asking again may help. */
  readonly retryAfterSeconds?: number;
  readonly cause?: unknown;
}

export class MediaError extends Error {
  readonly code: ErrorCode;
  readonly help: string | undefined;
  readonly reason: string | undefined;
  readonly type: string | undefined;
  readonly errors: Readonly<Record<string, string>> | undefined;
  readonly missingFileIds: readonly string[] | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'MediaError';
    this.code = code;
    this.help = details.help;
    this.reason = details.reason;
    this.type = details.type;
    this.errors = details.errors;
    this.missingFileIds = details.missingFileIds;
    this.retryAfterSeconds = details.retryAfterSeconds;
  }
}

export function invalid(message: string, details?: ErrorDetails): MediaError {
  return new MediaError('invalid', message, details);
}

export function notFound(message: string, details?: ErrorDetails): MediaError {
  return new MediaError('not_found', message, details);
}
