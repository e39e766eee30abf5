import { MediaError } from '../domain/errors.ts';

/** One of few, and never its sentence: that may repeat what a caller has written, or where an origin is. */
export function kindOfError(error: unknown): string {
  if (error instanceof MediaError) return /^E[A-Z]+(?= - )/.exec(error.reason ?? '')?.[0] ?? error.code;
  return error instanceof Error ? error.name : typeof error;
}
