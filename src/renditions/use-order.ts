import { setImmediate } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { RenditionKey } from '../domain/rendition.ts';
import type { FoundRendition } from './find-renditions.ts';

interface Entry {
  readonly key: RenditionKey;
  readonly fileBytes: number;
  /** This process has written the file, or read all of it. */
  readonly isTrusted: boolean;
  /** The period in which it was last used; see `takeUsed`. */
  period: number;
}

type Entries = LRUCache<RenditionKey, Entry>;

/** Which files are on disk, how large they are together, and which was used least recently. */
export interface UseOrder {
  readonly totalBytes: () => number;
  readonly count: () => number;
  /** Counts as a use; an unknown key is ignored. */
  readonly use: (key: RenditionKey) => void;
  /** Counts as a use. */
  readonly add: (key: RenditionKey, fileBytes: number) => void;
  readonly remove: (key: RenditionKey) => void;
  readonly has: (key: RenditionKey) => boolean;
  readonly isTrusted: (key: RenditionKey) => boolean;
  /** Takes out what was used least recently. The newest stays: someone is about to read it. */
  readonly takeOldest: () => RenditionKey | undefined;
  /** Puts what an earlier process left behind everything that this one has used. */
  readonly addOlder: (found: readonly FoundRendition[]) => Promise<void>;
  /** What was used since the last call, latest first; the latest few thousand when there is more. */
  readonly takeUsed: () => RenditionKey[];
}

/** Keeps the event loop free while a large folder is taken in. */
const sliceLength = 2000;
/** To walk more would hold up the event loop, and what was used before them is far from being dropped anyway. */
const maxTaken = 20_000;

export function createUseOrder(): UseOrder {
  let entries = createEntries();
  let period = 0;

  async function addOlder(found: readonly FoundRendition[]): Promise<void> {
    const all = createEntries();
    for (const [index, { key, fileBytes }] of found.entries()) {
      all.set(key, { key, fileBytes, isTrusted: false, period: -1 });
      if (index % sliceLength === 0) await setImmediate();
    }
    for (const entry of [...entries.values()].reverse()) all.set(entry.key, entry);
    entries = all;
  }

  function takeUsed(): RenditionKey[] {
    const used: RenditionKey[] = [];
    for (const entry of entries.values()) {
      if (entry.period !== period || used.length === maxTaken) break;
      used.push(entry.key);
    }
    period += 1;
    return used;
  }

  return {
    totalBytes: () => entries.calculatedSize,
    count: () => entries.size,
    use(key) {
      const entry = entries.get(key);
      if (entry !== undefined) entry.period = period;
    },
    add: (key, fileBytes) => entries.set(key, { key, fileBytes, isTrusted: true, period }),
    remove: (key) => entries.delete(key),
    has: (key) => entries.has(key),
    isTrusted: (key) => entries.peek(key)?.isTrusted === true,
    takeOldest: () => (entries.size > 1 ? entries.pop()?.key : undefined),
    addOlder,
    takeUsed,
  };
}

/** The package keeps order and sum; dropping is ours, because files have to go with the entries. */
function createEntries(): Entries {
  return new LRUCache<RenditionKey, Entry>({
    maxSize: Number.MAX_SAFE_INTEGER,
    sizeCalculation: ({ fileBytes }) => Math.max(1, fileBytes),
  });
}
