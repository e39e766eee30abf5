import { mkdirSync, renameSync } from 'node:fs';
import { unlink, utimes } from 'node:fs/promises';
import { dirname } from 'node:path';
import { trailerBytes } from '../domain/file-trailer.ts';
import type { ContentMark, RenditionKey, StagedRendition } from '../domain/rendition.ts';
import { findMadeFrom } from './find-made-from.ts';
import { findRenditions } from './find-renditions.ts';
import { isAbsence, undefinedIfAbsent } from './if-absent.ts';
import { type RenditionBody, readRendition } from './rendition-file.ts';
import { renditionPath } from './rendition-path.ts';
import { createUseOrder } from './use-order.ts';

export interface DiskTier {
  /** Counts as a use. */
  readonly use: (key: RenditionKey) => void;
  readonly read: (key: RenditionKey) => Promise<RenditionBody | undefined>;
  /** Of a file that is whole. Counts as a use. */
  readonly path: (key: RenditionKey) => Promise<string | undefined>;
  /** Gives a finished file its name. */
  readonly adopt: (key: RenditionKey, staged: StagedRendition) => Promise<RenditionBody>;
  readonly remove: (key: RenditionKey) => Promise<void>;
  /** Returns how many there were. */
  readonly removeMadeFrom: (marks: ReadonlySet<ContentMark>, signal: AbortSignal) => Promise<number>;
  readonly clear: () => Promise<void>;
  readonly kept: () => { readonly bytes: number; readonly count: number };
  readonly close: () => Promise<void>;
}

export interface DiskTierOptions {
  readonly folder: string;
  readonly maxBytes: number;
  readonly maxLoadBytes: number;
}

const hourMilliseconds = 60 * 60 * 1000;
/** A few: whoever reads from the disk meanwhile waits behind them. */
const removedAtOnce = 16;
/** Freeing a tenth at once keeps eviction rare. */
const keptShare = 0.9;

/** Files in `folder` within `maxBytes`. What earlier processes left is served at once and counted as soon as seen. */
export function openDiskTier({ folder, maxBytes, maxLoadBytes }: DiskTierOptions): DiskTier {
  const order = createUseOrder();
  const closing = new AbortController();
  let isCounted = false;
  let eviction: Promise<void> | undefined;
  let persistence = Promise.resolve();
  let counting = countWhatIsThere();
  const timer = setInterval(everyHour, hourMilliseconds).unref();

  function everyHour(): void {
    if (!isCounted) counting = countWhatIsThere();
    persistUses();
  }

  async function countWhatIsThere(): Promise<void> {
    try {
      await order.addOlder(await findRenditions(folder, closing.signal));
      isCounted = true;
      evictWhenFull();
    } catch {
      // Too many open files, a failing disk: what is there is still served by its path. The next hour counts again.
    }
  }

  /** Nobody waits for it: a put past the limit is answered at once. */
  function evictWhenFull(): void {
    if (!isCounted || order.totalBytes() <= maxBytes) return;
    eviction ??= evict().finally(() => {
      eviction = undefined;
    });
  }

  async function evict(): Promise<void> {
    while (order.totalBytes() > maxBytes * keptShare && !closing.signal.aborted) {
      const key = order.takeOldest();
      if (key === undefined) return;
      // What cannot be removed now is counted again, and tried again, after the next start.
      await unlink(renditionPath(folder, key)).catch(() => {});
    }
  }

  function persistUses(): Promise<void> {
    const used = order.takeUsed();
    persistence = persistence.then(() => persist(folder, used));
    return persistence;
  }

  async function remove(key: RenditionKey): Promise<void> {
    order.remove(key);
    await undefinedIfAbsent(unlink(renditionPath(folder, key)));
  }

  async function removeMadeFrom(marks: ReadonlySet<ContentMark>, signal: AbortSignal): Promise<number> {
    let removed = 0;
    for await (const keys of findMadeFrom(folder, { marks, signal, atOnce: removedAtOnce })) {
      await Promise.all(keys.map(remove));
      removed += keys.length;
    }
    return removed;
  }

  /** Asked of the disk: not everything need be counted yet. */
  async function clear(): Promise<void> {
    const found = await findRenditions(folder, closing.signal);
    for (let start = 0; start < found.length && !closing.signal.aborted; start += removedAtOnce) {
      await Promise.all(found.slice(start, start + removedAtOnce).map(({ key }) => remove(key)));
    }
  }

  function count(key: RenditionKey, { sizeBytes }: RenditionBody): void {
    order.add(key, sizeBytes + trailerBytes);
    evictWhenFull();
  }

  /** Absent and damaged are the same; what is damaged is removed. */
  async function read(key: RenditionKey, mostLoaded: number): Promise<RenditionBody | undefined> {
    const path = renditionPath(folder, key);
    // All of them are known: most misses need no look at the disk.
    if (isCounted && !order.has(key)) return undefined;
    const trusted = order.isTrusted(key);
    const body = await undefinedIfAbsent(readRendition(path, { maxLoadBytes: mostLoaded, trusted }));
    if (body === undefined) order.remove(key);
    else if (body === 'damaged') await remove(key);
    else count(key, body);
    return body === 'damaged' ? undefined : body;
  }

  return {
    use: order.use,
    remove,
    removeMadeFrom,
    clear,
    kept: () => ({ bytes: order.totalBytes(), count: order.count() }),

    read: (key) => read(key, maxLoadBytes),

    path: async (key) => (await read(key, 0)) && renditionPath(folder, key),

    async adopt(key, staged) {
      // Read where nobody else can remove it.
      const body = await bodyOf(staged.path, staged.bytes, maxLoadBytes);
      moveInto(renditionPath(folder, key), staged.path);
      count(key, body);
      return body;
    },

    async close() {
      closing.abort();
      clearInterval(timer);
      await counting;
      await eviction;
      await persistUses();
    },
  };
}

/** Uses as modification times, a millisecond apart, so that the order outlives the process. Latest first. */
async function persist(folder: string, used: readonly RenditionKey[]): Promise<void> {
  const now = Date.now();
  for (const [index, key] of used.entries()) {
    const usedAt = new Date(now - index);
    // Dropped meanwhile, or a volume that is read-only by now: the order is a hint, and losing it no error.
    await utimes(renditionPath(folder, key), usedAt, usedAt).catch(() => {});
  }
}

/** What was handed over is not read again. */
async function bodyOf(path: string, bytes: Buffer | undefined, maxLoadBytes: number): Promise<RenditionBody> {
  if (bytes !== undefined) return { sizeBytes: bytes.length, ...(bytes.length <= maxLoadBytes && { bytes }) };
  const body = await readRendition(path, { maxLoadBytes, trusted: true });
  if (body === 'damaged') throw new Error('A renderer has left a file without its trailer.');
  return body;
}

/**
 * The shelf is nearly always there already. A new name takes microseconds, and no bytes are synced: the way by libuv's
 * threads would only cost more.
 */
function moveInto(path: string, stagedPath: string): void {
  try {
    renameSync(stagedPath, path);
  } catch (error) {
    if (!isAbsence(error)) throw error;
    mkdirSync(dirname(path), { recursive: true });
    renameSync(stagedPath, path);
  }
}
