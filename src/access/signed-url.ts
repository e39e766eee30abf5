import { createHmac } from 'node:crypto';
import { isSameSecret } from './same-secret.ts';

/** Stands in the signed text when a URL has no `ik-t`: it never expires (spec delivery §11.1). */
const never = '9999999999';

export interface SignedUrl {
  /** Value of `ik-s`. */
  readonly signature: string;
  /** Value of `ik-t`. */
  readonly expiry: string | undefined;
  /**
   * Every form of the URL that the signer may have signed: without endpoint and without `ik-s` and `ik-t`. Which prefix
   * was cut, and which encoding was used, the URL does not say.
   */
  readonly signedTexts: readonly string[];
}

/** Any of the private keys may have signed any of the texts (spec delivery §11.2). */
export function verifySignature(url: SignedUrl, privateKeys: readonly string[], now: Date): boolean {
  const expiry = url.expiry ?? never;
  if (!/^\d+$/.test(expiry) || Number(expiry) * 1000 <= now.getTime()) return false;
  const given = url.signature.toLowerCase();
  const candidates = privateKeys.flatMap((key) => url.signedTexts.map((text) => signText(text, key, expiry)));
  // All of them, so that the time taken does not tell which one came near.
  return candidates.filter((candidate) => isSameSecret(given, candidate)).length > 0;
}

export function signText(text: string, privateKey: string, expiry: string = never): string {
  return createHmac('sha1', privateKey)
    .update(text + expiry)
    .digest('hex');
}

/** The URL below `endpoint` with its signature, as SDKs build it (spec delivery §11.1). */
export function signUrl(url: string, { endpoint, privateKey, expiresAt }: SignOptions): string {
  const expiry = expiresAt === undefined ? undefined : Math.floor(expiresAt.getTime() / 1000).toString();
  const rest = url.slice(endpoint.replace(/\/*$/, '/').length);
  const parameters = [
    ...(expiry === undefined ? [] : [`ik-t=${expiry}`]),
    `ik-s=${signText(rest, privateKey, expiry)}`,
  ];
  return `${url}${url.includes('?') ? '&' : '?'}${parameters.join('&')}`;
}

export interface SignOptions {
  readonly endpoint: string;
  readonly privateKey: string;
  /** Absent: never. */
  readonly expiresAt?: Date;
}
