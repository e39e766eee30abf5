import { createSign } from 'node:crypto';
import type { GoogleBucket } from '../domain/external-origin.ts';
import { encodePath } from '../domain/names.ts';
import type { Origin } from '../domain/origin.ts';
import { createAskWithToken, type TokenQuestion } from './bearer-token.ts';
import { accessRefused } from './explain-origin.ts';
import { objectKey } from './object-key.ts';
import type { OriginTools } from './origin-tools.ts';
import { askWeb } from './web-answer.ts';

export interface GoogleServers {
  readonly storageUrl: string;
  readonly tokenUrl: string;
}

const google: GoogleServers = {
  storageUrl: 'https://storage.googleapis.com',
  tokenUrl: 'https://oauth2.googleapis.com/token',
};

const readOnly = 'https://www.googleapis.com/auth/devstorage.read_only';
const tokenSeconds = 3600;

/** Google Cloud Storage through its XML interface, with the key of a service account (RFC 7523). */
export function createGoogleBucket(
  place: GoogleBucket,
  { client, headers }: OriginTools,
  servers: GoogleServers = google,
): Origin {
  const askWithToken = createAskWithToken(client, () => askForToken(place, servers));
  const bucketUrl = `${servers.storageUrl}/${encodeURIComponent(place.bucket)}`;
  return {
    open(path, request) {
      const url = `${bucketUrl}/${encodePath(objectKey(place.prefix, path))}`;
      return askWithToken(request.signal, (ownHeaders) =>
        askWeb(client, url, { privateHeader: 'x-goog-meta-isprivatefile', headers, ownHeaders }, request),
      );
    },
  };
}

function askForToken(place: GoogleBucket, { tokenUrl }: GoogleServers): TokenQuestion {
  const assertion = signClaim(place, tokenUrl);
  const grant = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
  return {
    url: tokenUrl,
    body: new URLSearchParams({ grant_type: grant, assertion }).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  };
}

function signClaim({ clientEmail, privateKey }: GoogleBucket, tokenUrl: string): string {
  const now = Math.floor(Date.now() / 1000);
  const claim = { iss: clientEmail, scope: readOnly, aud: tokenUrl, iat: now, exp: now + tokenSeconds };
  const signed = `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode(claim)}`;
  try {
    // Copied out of a JSON file, its line ends may still be escaped.
    const key = privateKey.replaceAll('\\n', '\n');
    return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key, 'base64url')}`;
  } catch (error) {
    throw accessRefused(error);
  }
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
