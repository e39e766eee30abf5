import { createHash, createHmac } from 'node:crypto';
import { invalid, MediaError } from '../domain/errors.ts';
import type { KeyPair } from '../domain/key-pair.ts';
import { hasExpired } from './key-expiry.ts';
import { isSameSecret } from './same-secret.ts';

/** What a browser sends in place of a private key, as it stands in the form (spec upload §8.2). */
export interface UploadCredentials {
  readonly publicKey: string | undefined;
  readonly token: string | undefined;
  readonly expire: string | undefined;
  readonly signature: string | undefined;
}

const longestLifeSeconds = 3600;
/** For a client that makes the longest life allowed and whose clock is a little ahead of ours. */
const clockSkewSeconds = 5;

/**
 * The key pair that signed: checks 1 to 5 of spec upload §8.2, in that order. That the token is new is for the caller
 * to see, afterwards, so that strangers cannot burn tokens.
 */
export function checkUploadSignature(
  credentials: UploadCredentials,
  keyPairs: readonly KeyPair[],
  now: Date,
): KeyPair {
  const { publicKey, token, expire, signature } = requireAll(credentials);
  const pair = keyPairs.find((candidate) => candidate.publicKey === publicKey);
  if (pair === undefined) throw new MediaError('forbidden', 'Your account cannot be authenticated.');
  if (hasExpired(pair, now)) {
    throw new MediaError('forbidden', 'Your request contains expired public API key.');
  }
  checkExpire(expire, now);
  // The text as sent is what was signed: re-formatting the number would break the signature.
  if (!isSameSecret(signature, makeUploadSignature({ token, expire }, pair.privateKey))) {
    throw invalid('Your request contains invalid signature parameter.');
  }
  return pair;
}

export function makeUploadSignature(
  { token, expire }: { readonly token: string; readonly expire: string },
  privateKey: string,
): string {
  return createHmac('sha1', privateKey)
    .update(token + expire)
    .digest('hex');
}

/** What the store of used tokens remembers: the token itself is nobody's business. */
export function hashUploadToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

export function tokenUsedBefore(token: string): MediaError {
  return invalid(
    `The token with value '${token}' has been used before. We suggest using V4 UUIDs, or another random string with enough entropy to avoid collisions.`,
  );
}

type CompleteCredentials = { readonly [Name in keyof UploadCredentials]: string };

function requireAll({ publicKey, token, expire, signature }: UploadCredentials): CompleteCredentials {
  return {
    publicKey: required('publicKey', publicKey),
    token: required('token', token),
    expire: required('expire', expire),
    signature: required('signature', signature),
  };
}

function required(name: keyof UploadCredentials, text: string | undefined): string {
  if (!text) throw invalid(`Your request is missing ${name} parameter.`);
  return text;
}

function checkExpire(expire: string, now: Date): void {
  const seconds = /^\d+$/.test(expire) ? Number(expire) : Number.NaN;
  const nowSeconds = now.getTime() / 1000;
  if (seconds > nowSeconds && seconds <= nowSeconds + longestLifeSeconds + clockSkewSeconds) return;
  throw invalid(
    'Your request contains invalid expire parameter. Expire parameter should be a Unix time in less than 1 hour into the future.',
  );
}
