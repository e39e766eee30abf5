import type { BlobStore } from '../domain/blob-store.ts';
import type { Clock } from '../domain/clock.ts';
import type { KeptSource, SourceStore } from '../domain/source-store.ts';
import { headFirst } from './head-first.ts';
import { openSourceIndex } from './source-index.ts';

export interface SourceStoreOptions {
  /** A store of its own, where nothing else is kept. */
  readonly bytes: BlobStore;
  /** File of the index; `:memory:` for none. */
  readonly indexPath: string;
  readonly maxBytes: number;
  readonly clock: Clock;
  readonly onFailure: (error: unknown) => void;
}

/** Bytes go a while after their row: somebody may have been told of them, and waits for a worker. */
const graceMilliseconds = 120_000;
const roundMilliseconds = 60_000;
/** Freeing a tenth at once keeps eviction rare. */
const keptShare = 0.9;

/** Bytes first, row second; what has no row is removed. */
export async function createSourceStore(options: SourceStoreOptions): Promise<SourceStore> {
  const { bytes, maxBytes, clock } = options;
  await bytes.removeLeftovers();
  const index = openSourceIndex(options.indexPath);
  const uses = new Map<number, number>();
  /** Hashes without a row, and since when. */
  const doomed = new Map<string, number>();
  const closing = new AbortController();
  const now = () => clock.now().getTime();
  let totalBytes = index.sumSizes();

  /** After a row has gone: its bytes go too, unless another row has them. */
  function doom({ hash, sizeBytes }: Pick<KeptSource, 'hash' | 'sizeBytes'>): void {
    if (index.has(hash)) return;
    doomed.set(hash, now());
    totalBytes -= sizeBytes;
  }

  function noteUses(): void {
    index.noteUses(uses);
    uses.clear();
  }

  function evictWhenFull(): void {
    if (totalBytes <= maxBytes) return;
    noteUses();
    while (totalBytes > maxBytes * keptShare) {
      const removed = index.takeOldest();
      if (removed === undefined) return;
      doom(removed);
    }
  }

  /** A hash that has a row again, or was committed since, stays. */
  async function removeDoomed(): Promise<void> {
    const olderThan = new Date(now() - graceMilliseconds);
    for (const [hash, since] of doomed) {
      if (since > olderThan.getTime()) continue;
      if (!index.has(hash)) await bytes.delete(hash, { olderThan });
      doomed.delete(hash);
    }
  }

  /** What a process that was killed has left without a row. Nobody has been told of it. */
  async function removeOrphans(): Promise<void> {
    const started = clock.now();
    for await (const hash of bytes.listOlderThan(started)) {
      if (closing.signal.aborted) return;
      if (!index.has(hash) && !doomed.has(hash)) await bytes.delete(hash, { olderThan: started });
    }
  }

  async function doRound(): Promise<void> {
    noteUses();
    await removeDoomed();
  }

  let round = removeOrphans().catch(options.onFailure);
  const timer = setInterval(() => {
    round = round.then(doRound).catch(options.onFailure);
  }, roundMilliseconds);
  timer.unref();

  return {
    find(place) {
      const found = index.find(place);
      if (found === undefined) return undefined;
      uses.set(found.row, now());
      return found.source;
    },

    stage: (body, { signal, lookAtHead }) =>
      bytes.stage(headFirst(body, lookAtHead), { maxBytes: Number.POSITIVE_INFINITY, signal }),

    async put(place, source, staged) {
      await staged.commit();
      const before = index.find(place)?.source;
      if (!index.has(source.hash)) totalBytes += source.sizeBytes;
      index.put(place, source, now());
      if (before !== undefined) doom(before);
      evictWhenFull();
    },

    note: index.update,

    forget(place) {
      const found = index.find(place);
      index.remove(place);
      if (found !== undefined) doom(found.source);
    },

    list: index.list,
    has: (hash) => index.has(hash) || doomed.has(hash),
    open: bytes.open,
    localPath: bytes.localPath,
    sumSizes: () => totalBytes,

    async close() {
      clearInterval(timer);
      closing.abort();
      await round;
      noteUses();
      index.close();
    },
  };
}
