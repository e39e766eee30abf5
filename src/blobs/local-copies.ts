import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { BlobHash } from '../domain/blob-store.ts';
import { blobPath } from './blob-path.ts';
import { undefinedIfAbsent } from './if-absent.ts';
import { type ListedBlob, listBlobs } from './list-blobs.ts';
import { createOneAtATime } from './one-at-a-time.ts';

/** Blobs that were fetched from elsewhere, or sent there: files that may be dropped, within a limit of bytes. */
export interface LocalCopies {
  /** Path of a whole copy. Counts as a use: it stays for `inUseMilliseconds`, whatever the limit. */
  find(hash: BlobHash): Promise<string | undefined>;
  /** Takes the file over; its bytes are known to have this hash. Counts as a use. Returns its path. */
  keep(hash: BlobHash, path: string): Promise<string>;
  remove(hash: BlobHash): Promise<void>;
  /** When what earlier processes left is counted, and the limit holds. For tests. */
  settled(): Promise<void>;
}

export interface LocalCopiesOptions {
  readonly folder: string;
  readonly maxBytes: number;
  /** Longer than a renderer takes from being given a path to having opened it. */
  readonly inUseMilliseconds?: number;
}

interface Copy {
  readonly sizeBytes: number;
  readonly usedAt: number;
}

const defaultInUseMilliseconds = 120_000;
/** Freeing a tenth at once keeps eviction rare. */
const keptShare = 0.9;

export function openLocalCopies(options: LocalCopiesOptions): LocalCopies {
  const { folder, maxBytes, inUseMilliseconds = defaultInUseMilliseconds } = options;
  const pathOf = (hash: BlobHash) => blobPath(folder, hash);
  /** Least recently used first. */
  const copies = new Map<BlobHash, Copy>();
  /** This process has written them, or read all of them. */
  const trusted = new Set<BlobHash>();
  const oneAtATime = createOneAtATime();
  let totalBytes = 0;
  let willTryAgain = false;
  let eviction: Promise<void> | undefined;
  const counting = countWhatIsThere();

  function forget(hash: BlobHash): void {
    totalBytes -= copies.get(hash)?.sizeBytes ?? 0;
    copies.delete(hash);
    trusted.delete(hash);
  }

  function note(hash: BlobHash, copy: Copy): void {
    totalBytes += copy.sizeBytes - (copies.get(hash)?.sizeBytes ?? 0);
    copies.delete(hash);
    copies.set(hash, copy);
  }

  function noteUse(hash: BlobHash, sizeBytes: number): void {
    note(hash, { sizeBytes, usedAt: Date.now() });
    trusted.add(hash);
    evictWhenFull();
  }

  async function removeFile(hash: BlobHash): Promise<void> {
    forget(hash);
    await rm(pathOf(hash), { force: true });
  }

  /** Whatever this process has used meanwhile stays behind it in the order. */
  async function countWhatIsThere(): Promise<void> {
    const found: ListedBlob[] = [];
    try {
      for await (const blob of listBlobs(folder)) found.push(blob);
    } catch {
      // A disk that fails now fails the next look-up as well, which says so; what is not counted is not evicted.
    }
    const used = [...copies];
    const older = found
      .filter(({ hash }) => !copies.has(hash))
      .sort((one, other) => one.committedAt.getTime() - other.committedAt.getTime());
    copies.clear();
    for (const { hash, sizeBytes, committedAt } of older) {
      copies.set(hash, { sizeBytes, usedAt: committedAt.getTime() });
      totalBytes += sizeBytes;
    }
    for (const [hash, copy] of used) copies.set(hash, copy);
    evictWhenFull();
  }

  function evictWhenFull(): void {
    if (totalBytes <= maxBytes) return;
    eviction ??= evict().finally(() => {
      eviction = undefined;
    });
  }

  async function evict(): Promise<void> {
    for (const [hash, { usedAt }] of copies) {
      if (totalBytes <= maxBytes * keptShare) return;
      if (usedAt + inUseMilliseconds > Date.now()) return tryAgainLater();
      // Used again while it waited for its turn: it is at the end of the order by then.
      await oneAtATime(hash, async () => {
        if (copies.get(hash)?.usedAt === usedAt) await removeFile(hash);
      });
    }
  }

  function tryAgainLater(): void {
    if (willTryAgain) return;
    willTryAgain = true;
    setTimeout(() => {
      willTryAgain = false;
      evictWhenFull();
    }, inUseMilliseconds).unref();
  }

  return {
    find: (hash) =>
      oneAtATime(hash, async () => {
        const path = pathOf(hash);
        const sizeBytes = await touch(path);
        if (sizeBytes !== undefined && (trusted.has(hash) || (await hasHash(path, hash)))) {
          noteUse(hash, sizeBytes);
          return path;
        }
        await removeFile(hash);
        return undefined;
      }),

    keep: (hash, from) =>
      oneAtATime(hash, async () => {
        const path = pathOf(hash);
        const { size } = await stat(from);
        await mkdir(dirname(path), { recursive: true });
        await rename(from, path);
        noteUse(hash, size);
        return path;
      }),

    remove: (hash) => oneAtATime(hash, () => removeFile(hash)),

    async settled() {
      await counting;
      await eviction;
    },
  };
}

/** Notes the use where it outlives the process. Undefined: absent. */
async function touch(path: string): Promise<number | undefined> {
  const now = new Date();
  const stats = await undefinedIfAbsent(utimes(path, now, now).then(() => stat(path)));
  return stats?.size;
}

/**
 * Copies are not synced to disk, since they can be fetched again: a power cut may leave a name with a shorter file, or
 * with holes. What an earlier process left is read once before it is believed.
 */
async function hasHash(path: string, hash: BlobHash): Promise<boolean> {
  const actual = createHash('sha256');
  await pipeline(createReadStream(path), actual);
  return actual.digest('hex') === hash;
}
