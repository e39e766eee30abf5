import { join } from 'node:path';
import type { ContentMark, RenditionKey } from '../domain/rendition.ts';

const keyForm = /^[0-9a-f]{64}$/;

export function isRenditionKey(text: string): boolean {
  return keyForm.test(text);
}

/** The folder of a rendition: all that was made from one picture stands together. */
export function shelfOf(keyOrMark: RenditionKey | ContentMark): string {
  return keyOrMark.slice(0, 2);
}

/** `folder/ab/<key>`. Stops path traversal: what is no key never touches a path. */
export function renditionPath(folder: string, key: RenditionKey): string {
  if (!isRenditionKey(key)) throw new TypeError('A rendition key is 64 lower-case hex digits.');
  return join(folder, shelfOf(key), key);
}
