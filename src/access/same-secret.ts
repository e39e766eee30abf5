import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * Compares secrets in a time that says nothing about them, not even their length: a timing attack would otherwise
 * find a key byte by byte.
 */
export function isSameSecret(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
