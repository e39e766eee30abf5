import { randomBytes } from 'node:crypto';
import type { KeyPair } from '../domain/key-pair.ts';

/** A standard pair that never expires; each half is a prefix and 20 random bytes (spec auth-errors-limits §3.1). */
export function makeKeyPair(now: Date): KeyPair {
  return {
    publicKey: `public_${randomText()}`,
    privateKey: `private_${randomText()}`,
    kind: 'standard',
    createdAt: now,
  };
}

/** URL-safe, above all without a colon: in Basic authentication that ends the user name. */
function randomText(): string {
  return randomBytes(20).toString('base64url');
}
