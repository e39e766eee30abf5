import { randomBytes } from 'node:crypto';
import type { KeyPair, Permissions } from '../domain/key-pair.ts';

/**
 * A pair that never expires, restricted when there are permissions; each half is a prefix and 20 random bytes
 * (spec auth-errors-limits §3.1).
 */
export function makeKeyPair(now: Date, permissions?: Permissions): KeyPair {
  return {
    publicKey: `public_${randomText()}`,
    privateKey: `private_${randomText()}`,
    ...(permissions === undefined ? { kind: 'standard' } : { kind: 'restricted', permissions }),
    createdAt: now,
  };
}

/** URL-safe, above all without a colon: in Basic authentication that ends the user name. */
function randomText(): string {
  return randomBytes(20).toString('base64url');
}
