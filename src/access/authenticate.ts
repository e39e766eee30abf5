import { MediaError } from '../domain/errors.ts';
import type { KeyPair } from '../domain/key-pair.ts';
import { readBasicUser } from './basic-auth.ts';
import { hasExpired } from './key-expiry.ts';
import { isSameSecret } from './same-secret.ts';

/**
 * The key pair whose private key the header carries. No credentials are 401, wrong ones 403: the surprising split of
 * spec auth-errors-limits §2.2.
 */
export function authenticate(header: string | undefined, keyPairs: readonly KeyPair[], now: Date): KeyPair {
  const user = readBasicUser(header);
  if (user.kind === 'none') {
    throw new MediaError('unauthorized', 'Your request does not contain private API key.');
  }
  const pair = user.kind === 'user' ? findByPrivateKey(user.name, keyPairs) : undefined;
  if (pair === undefined) throw new MediaError('forbidden', 'Your account cannot be authenticated.');
  if (hasExpired(pair, now)) {
    throw new MediaError('forbidden', 'Your request contains expired private API key.');
  }
  return pair;
}

/** Looks at every pair, so that the time taken does not tell which one came near. */
function findByPrivateKey(privateKey: string, keyPairs: readonly KeyPair[]): KeyPair | undefined {
  return keyPairs.filter((pair) => isSameSecret(privateKey, pair.privateKey))[0];
}
