import { type ErrorCode, MediaError } from '../domain/errors.ts';
import type { ErrorObject } from './schemas/error.ts';

/** The only table from an error's code to a status of the API (spec auth-errors-limits §6.1). */
const statuses: Record<ErrorCode, number> = {
  invalid: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  locked: 423,
  // ImageKit answers 400 where HTTP would say 413 or 415; both SDKs and browsers rely on it.
  too_large: 400,
  unsupported: 400,
  url_too_long: 414,
  rate_limited: 429,
  busy: 503,
  internal: 500,
};

export const internalMessage = 'We have experienced an internal error while processing your request.';

export function statusOfCode(code: ErrorCode): number {
  return statuses[code];
}

export function statusOfError(error: unknown): number {
  return error instanceof MediaError ? statuses[error.code] : 500;
}

/** `Retry-After`, of what may go better by itself (RFC 9110 §10.2.3). */
export function retryAfterOf(error: unknown): number | undefined {
  if (!(error instanceof MediaError)) return undefined;
  return error.retryAfterSeconds ?? (error.code === 'busy' ? 1 : undefined);
}

export function makeErrorBody(error: unknown, help: string): ErrorObject {
  if (!(error instanceof MediaError)) return { message: internalMessage, help };
  return {
    message: error.message,
    help: error.help ?? help,
    ...(error.reason === undefined ? {} : { reason: error.reason }),
    ...(error.type === undefined ? {} : { type: error.type }),
    ...(error.errors === undefined ? {} : { errors: { ...error.errors } }),
    ...(error.missingFileIds === undefined ? {} : { missingFileIds: [...error.missingFileIds] }),
  };
}
