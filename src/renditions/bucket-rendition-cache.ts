import type { Bucket } from '../domain/bucket.ts';
import {
  markOfRendition,
  type Rendition,
  type RenditionCache,
  type RenditionKey,
} from '../domain/rendition.ts';
import { openBucketTier } from './bucket-tier.ts';
import {
  createDiskRenditionCache,
  type DiskRenditionCache,
  type DiskRenditionCacheOptions,
} from './disk-rendition-cache.ts';
import { undefinedIfAbsent } from './if-absent.ts';
import { renditionPath } from './rendition-path.ts';
import { createRestAfterFailure } from './rest-after-failure.ts';
import { createSendQueue } from './send-queue.ts';

export interface BucketRenditionCacheOptions extends DiskRenditionCacheOptions {
  readonly bucket: Bucket;
  /** The bucket could not be asked, or not be given something. Nobody notices but the logs. */
  readonly onFailure: (error: unknown) => void;
}

/** What there is to purge: a cache of its own, as far as purges go. */
export type RenditionShelf = Pick<RenditionCache, 'id' | 'delete' | 'deleteMadeFrom' | 'clear'>;

export interface BucketRenditionCache extends RenditionCache, Pick<DiskRenditionCache, 'kept'> {
  /** What this node alone keeps, and what it may fetch meanwhile from the bucket. */
  readonly own: RenditionShelf;
  /** What all nodes share. */
  readonly shared: RenditionShelf;
}

const sendsAtOnce = 4;
const maxWaitingSends = 1000;
const restMilliseconds = 10_000;
/** Making it again would take no longer. */
const fetchMilliseconds = 10_000;
const sendMilliseconds = 60_000;

interface Fetch {
  readonly result: Promise<Rendition | undefined>;
  /** False: forgotten while it was fetched. Whoever asked before may have it, but it must not stay. */
  isWanted: boolean;
}

/**
 * Memory, then disk, then a bucket that all nodes share: what one has made the others need not make. The bucket is behind: it
 * is given everything in the background, and when it fails renditions are made as if it did not know them. How long it
 * keeps them is a rule of the bucket's own (docs/scaling.md).
 */
export async function createBucketRenditionCache(
  options: BucketRenditionCacheOptions,
): Promise<BucketRenditionCache> {
  const { bucket, folder, onFailure } = options;
  const local = await createDiskRenditionCache(options);
  const tier = openBucketTier(bucket);
  const rest = createRestAfterFailure({ restMilliseconds, onFailure });
  const fetches = new Map<RenditionKey, Fetch>();

  const sending = createSendQueue({
    send: (key) => rest.attempt(() => undefinedIfAbsent(send(key))).then(() => {}),
    concurrency: sendsAtOnce,
    maxWaiting: maxWaitingSends,
  });

  /** Dropped from the disk meanwhile: ENOENT, and nothing to send. */
  function send(key: RenditionKey): Promise<void> {
    return tier.write(key, renditionPath(folder, key), AbortSignal.timeout(sendMilliseconds));
  }

  async function fetchOnce(key: RenditionKey): Promise<Rendition | undefined> {
    const underWay = fetches.get(key);
    if (underWay !== undefined) return underWay.result;
    const fetch: Fetch = { result: rest.attempt(() => fetchInto(key, () => fetch.isWanted)), isWanted: true };
    fetches.set(key, fetch);
    return fetch.result.finally(() => {
      if (fetches.get(key) === fetch) fetches.delete(key);
    });
  }

  async function fetchInto(key: RenditionKey, isWanted: () => boolean): Promise<Rendition | undefined> {
    const path = local.stagingPath();
    try {
      const isThere = await tier.read(key, path, AbortSignal.timeout(fetchMilliseconds));
      if (!isThere || !isWanted()) return undefined;
      const rendition = await local.put(key, { path });
      if (!isWanted()) await local.delete(key);
      return rendition;
    } finally {
      await local.discard(path);
    }
  }

  function forgetFetches(matches: (key: RenditionKey) => boolean): void {
    for (const [key, fetch] of fetches) {
      if (!matches(key)) continue;
      fetch.isWanted = false;
      fetches.delete(key);
    }
  }

  /** What is still to be sent goes first, or it would come back; what is fetched from before goes last. */
  const shared: RenditionShelf = {
    id: bucket.id,
    async delete(key) {
      const isMeant = (other: RenditionKey) => other === key;
      await sending.forget(isMeant);
      await tier.remove(key);
      forgetFetches(isMeant);
    },
    async deleteMadeFrom(marks, signal) {
      const isMeant = (key: RenditionKey) => marks.has(markOfRendition(key));
      await sending.forget(isMeant);
      const removed = await tier.removeMadeFrom(marks, signal);
      forgetFetches(isMeant);
      return removed;
    },
    async clear() {
      await sending.forget(() => true);
      await tier.clear();
      forgetFetches(() => true);
    },
  };

  /** The bucket first: else what is forgotten here could be fetched again. */
  const forgetting = {
    async delete(key: RenditionKey) {
      await shared.delete(key);
      await local.delete(key);
    },
    async deleteMadeFrom(marks: Parameters<RenditionCache['deleteMadeFrom']>[0], signal: AbortSignal) {
      const removedThere = await shared.deleteMadeFrom(marks, signal);
      return Math.max(removedThere, await local.deleteMadeFrom(marks, signal));
    },
  };

  return {
    id: local.id,
    own: { id: local.id, ...forgetting, clear: local.clear },
    shared,

    get(key) {
      const kept = local.get(key);
      if (kept !== undefined && !(kept instanceof Promise)) return kept;
      return orFetched(key, kept);
    },

    async localPath(key) {
      const path = await local.localPath(key);
      if (path !== undefined) return path;
      return (await fetchOnce(key)) && (await local.localPath(key));
    },

    kept: local.kept,
    stagingPath: local.stagingPath,
    discard: local.discard,

    async put(key, staged) {
      const rendition = await local.put(key, staged);
      sending.add(key);
      return rendition;
    },

    ...forgetting,

    async clear() {
      await shared.clear();
      await local.clear();
    },

    async close() {
      await sending.close();
      await local.close();
      bucket.close();
    },
  };

  async function orFetched(
    key: RenditionKey,
    kept: Promise<Rendition | undefined> | undefined,
  ): Promise<Rendition | undefined> {
    return (await kept) ?? (await fetchOnce(key));
  }
}
