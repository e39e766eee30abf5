import { type TSchema, Type } from 'typebox';
import type { ErrorCode } from '../../domain/errors.ts';
import { statusOfCode } from '../errors.ts';
import { ErrorObject } from './error.ts';
import { shownAs } from './shown-as.ts';

export type RefusalSentences = Readonly<Partial<Record<ErrorCode, string>>>;

/**
 * The errors of a route, told as it meets them: `...refusals({ not_found: 'No file has this id.' })` in its `response`.
 * Routes throw errors and never send them, so that the types of what they send know nothing of these.
 */
export function refusals(sentences: RefusalSentences): Record<never, TSchema> {
  const told = new Map<number, string>();
  for (const [code, sentence] of Object.entries(sentences)) {
    const status = statusOfCode(code as ErrorCode);
    told.set(status, [told.get(status) ?? [], sentence].flat().join(' '));
  }
  return Object.fromEntries([...told].map(([status, description]) => [status, anError(description)]));
}

/** A schema of its own, because each has its own sentence; what it is like, all share. */
export function anError(description: string) {
  return Type.Unsafe<ErrorObject>({ description, ...shownAs(ErrorObject) });
}

/** What every route that asks for a private key may answer (spec auth-errors-limits §2.2, §7). */
export const refusalsOfKeys = refusals({
  unauthorized: 'There is no private key.',
  forbidden: 'The private key is unknown or has expired, or it may not do this.',
  rate_limited: 'There are more requests than the operator allows.',
});
