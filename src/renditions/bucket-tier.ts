import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Bucket } from '../domain/bucket.ts';
import { type ContentMark, markOfRendition, type RenditionKey } from '../domain/rendition.ts';
import { isRenditionKey, shelfOf } from './rendition-path.ts';

/** Renditions as objects `ab/<key>` with their trailers, as they are on disk. What fails is thrown. */
export interface BucketTier {
  /** Writes a new file at `path`. False: absent. */
  readonly read: (key: RenditionKey, path: string, signal: AbortSignal) => Promise<boolean>;
  readonly write: (key: RenditionKey, path: string, signal: AbortSignal) => Promise<void>;
  readonly remove: (key: RenditionKey) => Promise<void>;
  /** Returns how many there were. */
  readonly removeMadeFrom: (marks: ReadonlySet<ContentMark>, signal: AbortSignal) => Promise<number>;
  readonly clear: () => Promise<void>;
}

const requestsAtOnce = 16;
/** From so many on, listing a shelf whole costs less than asking for each mark. */
const manyMarks = 8;

export function openBucketTier(bucket: Bucket): BucketTier {
  const remove = (key: RenditionKey) => bucket.delete(keyOf(key));

  async function removeBelow(prefix: string, isMeant: (key: RenditionKey) => boolean, signal?: AbortSignal) {
    let removed = 0;
    for await (const objects of bucket.list(prefix)) {
      const meant = objects.flatMap((object) => {
        const key = object.key.slice(object.key.lastIndexOf('/') + 1);
        return isRenditionKey(key) && object.key === keyOf(key) && isMeant(key) ? key : [];
      });
      await inTurns(meant, remove, signal);
      removed += meant.length;
    }
    return removed;
  }

  return {
    async read(key, path, signal) {
      const source = await bucket.open(keyOf(key), { signal });
      if (source === undefined) return false;
      await pipeline(source, createWriteStream(path, { flags: 'wx' }), { signal });
      return true;
    },

    write: (key, path, signal) => bucket.putFile(keyOf(key), path, signal),
    remove,

    async removeMadeFrom(marks, signal) {
      let removed = 0;
      await inTurns(
        prefixesOf(marks),
        async (prefix) => {
          removed += await removeBelow(prefix, (key) => marks.has(markOfRendition(key)), signal);
        },
        signal,
      );
      return removed;
    },

    async clear() {
      await removeBelow('', () => true);
    },
  };
}

function keyOf(key: RenditionKey): string {
  // Stops whatever is no key from naming another object.
  if (!isRenditionKey(key)) throw new TypeError('A rendition key is 64 lower-case hex digits.');
  return `${shelfOf(key)}/${key}`;
}

/** Where renditions of these pictures are found: below each mark, or on a whole shelf. */
function prefixesOf(marks: ReadonlySet<ContentMark>): string[] {
  const shelves = Map.groupBy(marks, shelfOf);
  return [...shelves].flatMap(([shelf, there]) =>
    there.length < manyMarks ? there.map((mark) => `${shelf}/${mark}`) : [`${shelf}/`],
  );
}

async function inTurns<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  for (let start = 0; start < items.length; start += requestsAtOnce) {
    signal?.throwIfAborted();
    await Promise.all(items.slice(start, start + requestsAtOnce).map(work));
  }
}
