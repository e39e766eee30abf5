import type { SignatureState } from '../access/delivery-access.ts';
import { hasExpired } from '../access/key-expiry.ts';
import { mayRead } from '../access/permissions.ts';
import { verifySignature } from '../access/signed-url.ts';
import type { KeyPair } from '../domain/key-pair.ts';
import type { DeliveryUrl } from '../transform/delivery-url.ts';

/** Whether one of the keys that may read files has signed this URL, and for how long. */
export function readSignature(url: DeliveryUrl, keyPairs: readonly KeyPair[], now: Date): SignatureState {
  if (url.signature === undefined) return 'none';
  const { signature, expiry, signedTexts } = url;
  const privateKeys = keyPairs
    .filter((pair) => !hasExpired(pair, now) && mayRead(pair, 'media'))
    .map((pair) => pair.privateKey);
  return verifySignature({ signature, expiry, signedTexts: signedTexts() }, privateKeys, now)
    ? 'valid'
    : 'invalid';
}
