import { join } from 'node:path';
import type { BlobHash } from '../domain/blob-store.ts';
import { invalid } from '../domain/errors.ts';

const sha256Hex = /^[0-9a-f]{64}$/;

export function isBlobHash(text: string): boolean {
  return sha256Hex.test(text);
}

/** `folder/ab/cd/abcd…`: two levels keep a million blobs at a few dozen names a folder. */
export function blobPath(folder: string, hash: BlobHash): string {
  checkBlobHash(hash);
  return join(folder, hash.slice(0, 2), hash.slice(2, 4), hash);
}

/** Stops path traversal: a hash such as `../../../etc/passwd` never touches a path. */
export function checkBlobHash(hash: BlobHash): void {
  if (!isBlobHash(hash)) throw invalid('A blob is named by 64 lower-case hex digits.');
}
