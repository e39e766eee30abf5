import { join } from 'node:path';
import type { Logger } from 'pino';
import { createSeal } from '../access/seal.ts';
import { createBucketBlobStore } from '../blobs/bucket-blob-store.ts';
import { createFileBlobStore } from '../blobs/file-blob-store.ts';
import type { S3Place } from '../config/storage-url.ts';
import type { Config } from '../config.ts';
import { openSqlite } from '../database/sqlite/open-sqlite.ts';
import type { BlobStore } from '../domain/blob-store.ts';
import type { Bucket } from '../domain/bucket.ts';
import type { Database } from '../domain/database.ts';
import { invalid, MediaError } from '../domain/errors.ts';
import type { RenditionCache } from '../domain/rendition.ts';
import type { PurgedCache } from '../library/run-purges.ts';
import { createBucketRenditionCache } from '../renditions/bucket-rendition-cache.ts';
import { createDiskRenditionCache, type DiskRenditionCache } from '../renditions/disk-rendition-cache.ts';
import type { Traces } from './join-traces.ts';

/** Where rows, blobs and renditions are, by the form of their URLs. */
export async function openDatabase(config: Config): Promise<Database> {
  const sealed = config.secret === undefined ? {} : { seal: createSeal(config.secret) };
  const { searchCacheBytes, searchQueue } = config;
  const url = postgresUrl(config);
  if (url === undefined)
    return openSqlite({ path: databasePath(config), searchCacheBytes, searchQueue, ...sealed });
  const { openPostgres } = await import('../database/postgres/open-postgres.ts');
  return openPostgres({ url, ...sealed });
}

export function postgresUrl({ databaseUrl }: Config): string | undefined {
  return databaseUrl?.startsWith('postgres') ? databaseUrl : undefined;
}

export function databasePath({ databaseUrl, data }: Config): string {
  return databaseUrl?.slice('sqlite:'.length) ?? join(data, 'library.db');
}

type TracedStorage = Pick<Traces, 'blobs' | 'bucket'>;

export interface Blobs {
  readonly blobs: BlobStore;
  readonly closeBlobs: () => void;
}

/** Throws MediaError invalid when a bucket cannot be used. */
export async function openBlobs({ blobsUrl, ...config }: Config, traces: TracedStorage): Promise<Blobs> {
  if (blobsUrl?.kind !== 's3') {
    const folder = blobsUrl?.folder ?? join(config.data, 'blobs');
    return { blobs: traces.blobs(await createFileBlobStore({ folder })), closeBlobs: () => {} };
  }
  const bucket = traces.bucket(await openBucket('CALOTYPE_BLOBS_URL', blobsUrl, config));
  const folder = join(config.data, 'blob-copies');
  const blobs = await createBucketBlobStore({ bucket, folder, maxBytes: config.blobCacheBytes });
  return { blobs: traces.blobs(blobs), closeBlobs: bucket.close };
}

export interface Renditions {
  readonly cache: RenditionCache & Pick<DiskRenditionCache, 'kept'>;
  /** What is purged by itself: of this node, and of all nodes. */
  readonly shelves: readonly PurgedShelf[];
}

export type PurgedShelf = PurgedCache & Pick<RenditionCache, 'delete' | 'deleteMadeFrom'>;

/** Throws MediaError invalid when a bucket cannot be used. */
export async function openRenditions(
  config: Config,
  log: Logger,
  traces: TracedStorage,
): Promise<Renditions> {
  const { renditionsUrl, data, memoryCacheBytes: memoryBytes } = config;
  const { maxBytes = defaultRenditionBytes } = renditionsUrl ?? {};
  const folder = renditionsUrl?.kind === 'file' ? renditionsUrl.folder : join(data, 'renditions');
  const place = { folder, maxBytes, memoryBytes };
  if (renditionsUrl?.kind !== 's3') {
    const cache = await createDiskRenditionCache(place);
    return { cache, shelves: [cache] };
  }
  const cache = await createBucketRenditionCache({
    ...place,
    bucket: traces.bucket(await openBucket('CALOTYPE_RENDITIONS_URL', renditionsUrl, config)),
    onFailure: (error) =>
      log.warn({ err: error }, 'the bucket of renditions fails, and is left out for a while'),
  });
  return { cache, shelves: [cache.own, { ...cache.shared, isShared: true }] };
}

/** Its SDK is large, and loaded only where somebody needs it. */
async function openBucket(
  setting: string,
  place: S3Place,
  { s3TimeoutSeconds: timeoutSeconds }: Pick<Config, 's3TimeoutSeconds'>,
): Promise<Bucket> {
  const { openS3Bucket } = await import('../s3/s3-bucket.ts');
  try {
    return await openS3Bucket({ ...place, timeoutSeconds });
  } catch (error) {
    if (error instanceof MediaError) throw invalid(`${setting}: ${error.message}`, { cause: error.cause });
    throw error;
  }
}

const defaultRenditionBytes = 10 * 1024 ** 3;
