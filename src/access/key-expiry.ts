import type { KeyPair } from '../domain/key-pair.ts';

/** A pair that was rolled works until its last moment and is refused from then on (spec auth-errors-limits §3.2). */
export function hasExpired(pair: KeyPair, now: Date): boolean {
  return pair.expiresAt !== undefined && pair.expiresAt.getTime() <= now.getTime();
}
