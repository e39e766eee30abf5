import { mkdir, open, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import type { BlobHash, BlobStore, StagedBlob } from '../domain/blob-store.ts';
import type { Bucket, BucketObject } from '../domain/bucket.ts';
import { createCoalesce } from '../domain/coalesce.ts';
import { notFound } from '../domain/errors.ts';
import { checkBlobHash, isBlobHash } from './blob-path.ts';
import { undefinedIfAbsent } from './if-absent.ts';
import { openLocalCopies } from './local-copies.ts';
import { createOneAtATime } from './one-at-a-time.ts';
import { removeLeftStagedFiles, stagedFileName } from './staged-file.ts';
import { type Written, writeHashed } from './write-hashed.ts';
import { noteGarbageOf } from './young-garbage.ts';

export interface BucketBlobStoreOptions {
  readonly bucket: Bucket;
  /** Of this node alone: for what is being uploaded, and for copies. */
  readonly folder: string;
  /** Of the copies. */
  readonly maxBytes: number;
}

type OpenOptions = Parameters<Bucket['open']>[1];

/** One film must not drive out a thousand pictures, and renderers ask for pictures. */
const largestKeptShare = 1 / 64;
const never = new AbortController().signal;

/**
 * Blobs as objects `ab/cd/<hash>` that all nodes share. An upload is staged on this node's disk, because its hash, which is
 * its name, is known at its end only; it is committed when the bucket has acknowledged it.
 */
export async function createBucketBlobStore(options: BucketBlobStoreOptions): Promise<BlobStore> {
  const { bucket, maxBytes } = options;
  const folder = resolve(options.folder);
  const temporary = join(folder, 'temporary');
  await mkdir(temporary, { recursive: true });
  const copies = openLocalCopies({ folder, maxBytes });
  const shareFetching = createCoalesce<string>();
  // A commit and the sweep of the same blob must not overlap: the upload would be acknowledged, and its bytes gone.
  const oneAtATime = createOneAtATime();

  function stagedBlob(path: string, { hash, sizeBytes }: Written): StagedBlob {
    return {
      hash,
      sizeBytes,
      path,
      commit: () =>
        oneAtATime(hash, async () => {
          // Also when it is there already: that renews its age, and heals what was damaged.
          await bucket.putFile(keyOf(hash), path, never);
          if (sizeBytes <= maxBytes * largestKeptShare) await copies.keep(hash, path);
          await rm(path, { force: true });
        }),
      discard: () => oneAtATime(hash, () => rm(path, { force: true })),
    };
  }

  async function openThere(hash: BlobHash, options: OpenOptions): Promise<Readable> {
    const stream = await bucket.open(keyOf(hash), options);
    if (stream === undefined) throw notFound('The stored bytes do not exist.');
    return stream;
  }

  async function fetchCopy(hash: BlobHash, signal: AbortSignal): Promise<string> {
    const path = join(temporary, stagedFileName());
    const source = await openThere(hash, { signal });
    const written = await writeHashed(source, { path, maxBytes: Number.MAX_SAFE_INTEGER, signal });
    if (written.hash === hash) return copies.keep(hash, path);
    await rm(path, { force: true });
    throw new Error(`The bucket holds other bytes than ${hash} under this name.`);
  }

  return {
    async stage(source, { maxBytes, signal }) {
      const path = join(temporary, stagedFileName());
      return stagedBlob(path, await writeHashed(source, { path, maxBytes, signal }));
    },

    async open(hash, range) {
      checkBlobHash(hash);
      const path = await copies.find(hash);
      const file = path && (await undefinedIfAbsent(open(path)));
      return file ? file.createReadStream(range) : noteGarbageOf(await openThere(hash, { range }));
    },

    async localPath(hash, signal) {
      signal.throwIfAborted();
      checkBlobHash(hash);
      const obtain = async (shared: AbortSignal) => (await copies.find(hash)) ?? fetchCopy(hash, shared);
      return shareFetching(hash, obtain, signal);
    },

    async *listOlderThan(before) {
      for await (const objects of bucket.list('')) {
        for (const object of objects) {
          const hash = hashOf(object);
          if (hash !== undefined && latestCommit(object) < before) yield hash;
        }
      }
    },

    async delete(hash, { olderThan }) {
      checkBlobHash(hash);
      await oneAtATime(hash, async () => {
        const object = await bucket.find(keyOf(hash));
        if (object !== undefined && latestCommit(object) >= olderThan) return;
        if (object !== undefined) await bucket.delete(object.key);
        await copies.remove(hash);
      });
    },

    async removeLeftovers() {
      await removeLeftStagedFiles(temporary);
      await bucket.removeLeftovers();
    },

    check: (signal) => bucket.check(signal),
  };
}

/** As files are named, so that a folder of blobs can be copied into a bucket as it is. */
function keyOf(hash: BlobHash): string {
  return `${hash.slice(0, 2)}/${hash.slice(2, 4)}/${hash}`;
}

function hashOf({ key }: BucketObject): BlobHash | undefined {
  const hash = key.slice(key.lastIndexOf('/') + 1);
  return isBlobHash(hash) && key === keyOf(hash) ? hash : undefined;
}

const tickMilliseconds = 1000;

/** Servers tell whole seconds: it may have been committed until the end of that one. */
function latestCommit({ modifiedAt }: BucketObject): Date {
  return new Date(modifiedAt.getTime() + tickMilliseconds - 1);
}
