import { open } from 'node:fs/promises';
import { notFound } from '../domain/errors.ts';
import type { Rendition, RenditionKey } from '../domain/rendition.ts';
import { undefinedIfAbsent } from './if-absent.ts';

/** A rendition too large for memory: each `open` is a look at the disk, and may find it dropped. */
export function makeDiskRendition(key: RenditionKey, path: string, sizeBytes: number): Rendition {
  // The trailer behind the body is never served, whatever range is asked for.
  const last = sizeBytes - 1;
  return {
    key,
    sizeBytes,
    async open(range = { start: 0, end: last }) {
      const file = await undefinedIfAbsent(open(path));
      if (file === undefined) throw notFound('The rendition was dropped meanwhile.');
      return file.createReadStream({ start: range.start, end: Math.min(range.end, last) });
    },
  };
}
