import { join } from 'node:path';
import type { RenditionKey } from '../domain/rendition.ts';

const keyForm = /^[0-9a-f]{64}$/;

export function isRenditionKey(text: string): boolean {
  return keyForm.test(text);
}

/** `folder/ab/<key>`. Stops path traversal: what is no key never touches a path. */
export function renditionPath(folder: string, key: RenditionKey): string {
  if (!isRenditionKey(key)) throw new TypeError('A rendition key is 64 lower-case hex digits.');
  return join(folder, key.slice(0, 2), key);
}
