import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import { MediaError } from '../domain/errors.ts';
import { isSealed, type Seal, sealedMark } from '../domain/seal.ts';

const cipher = 'aes-256-gcm';
const saltBytes = 16;
const nonceBytes = 12;
const tagBytes = 16;
const keyBytes = 32;

/** `sealed:<salt>:<nonce, tag and ciphertext>`, base64url: AES-256-GCM under a key that scrypt makes of the secret. */
export function createSeal(secret: string): Seal {
  const keys = createKeys(secret);
  return {
    seal(text, place) {
      const { salt, key } = keys.latest();
      const nonce = randomBytes(nonceBytes);
      const sealing = createCipheriv(cipher, key, nonce).setAAD(Buffer.from(place));
      const body = Buffer.concat([sealing.update(text, 'utf8'), sealing.final()]);
      return `${sealedMark}${salt}:${Buffer.concat([nonce, sealing.getAuthTag(), body]).toString('base64url')}`;
    },
    open(kept, place) {
      if (!isSealed(kept)) return kept;
      const [salt = '', body = ''] = kept.slice(sealedMark.length).split(':');
      return decrypt(Buffer.from(body, 'base64url'), keys.of(salt), place);
    },
    isDue: (kept) => !isSealed(kept),
  };
}

function decrypt(body: Buffer, key: Buffer, place: string): string {
  const tagEnd = nonceBytes + tagBytes;
  try {
    const opening = createDecipheriv(cipher, key, body.subarray(0, nonceBytes), { authTagLength: tagBytes });
    opening.setAAD(Buffer.from(place)).setAuthTag(body.subarray(nonceBytes, tagEnd));
    return Buffer.concat([opening.update(body.subarray(tagEnd)), opening.final()]).toString('utf8');
  } catch (cause) {
    throw new MediaError(
      'forbidden',
      'CALOTYPE_SECRET is not the one that the secrets in the database were sealed with.',
      { cause },
    );
  }
}

/**
 * Scrypt is slow on purpose, so a database keeps to one salt, the one seen last; only where nothing was sealed yet a new one
 * is made.
 */
function createKeys(secret: string) {
  const known = new Map<string, Buffer>();
  let latest: string | undefined;
  function keyOf(salt: string): Buffer {
    const key = known.get(salt) ?? scryptSync(secret, Buffer.from(salt, 'base64url'), keyBytes);
    known.set(salt, key);
    latest = salt;
    return key;
  }
  return {
    of: keyOf,
    latest() {
      const salt = latest ?? randomBytes(saltBytes).toString('base64url');
      return { salt, key: keyOf(salt) };
    },
  };
}
