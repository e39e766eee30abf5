import { access, constants, mkdir, open, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { BlobStore, StagedBlob } from '../domain/blob-store.ts';
import { notFound } from '../domain/errors.ts';
import { blobPath } from './blob-path.ts';
import { makeDurableFolder, syncFolders, syncToDisk } from './durable-folder.ts';
import { undefinedIfAbsent } from './if-absent.ts';
import { listBlobs } from './list-blobs.ts';
import { createOneAtATime } from './one-at-a-time.ts';
import { createSeenBlobs } from './seen-blobs.ts';
import { removeLeftStagedFiles, stagedFileName } from './staged-file.ts';
import { type Written, writeHashed } from './write-hashed.ts';

/** Blobs as files at `folder/ab/cd/<hash>`, beside `folder/temporary/` so that a commit is one rename. */
export async function createFileBlobStore(options: { readonly folder: string }): Promise<BlobStore> {
  const folder = resolve(options.folder);
  const temporary = join(folder, 'temporary');
  await makeDurableFolder(temporary);
  // A commit that finds its blob already there must not overlap with the sweep deleting it: the upload would be
  // acknowledged, and its bytes gone.
  const oneAtATime = createOneAtATime();
  const seen = createSeenBlobs();

  function stagedBlob(path: string, { hash, sizeBytes }: Written): StagedBlob {
    const target = blobPath(folder, hash);
    return {
      hash,
      sizeBytes,
      path,
      commit: () =>
        oneAtATime(hash, async () => {
          if (!(await renew(target, sizeBytes))) await moveDurably(path, target);
          await syncFolders(dirname(target), folder);
          await rm(path, { force: true });
        }),
      discard: () => oneAtATime(hash, () => rm(path, { force: true })),
    };
  }

  return {
    async stage(source, { maxBytes, signal }) {
      const path = join(temporary, stagedFileName());
      return stagedBlob(path, await writeHashed(source, { path, maxBytes, signal }));
    },

    async open(hash, range) {
      const file = await orNotFound(open(blobPath(folder, hash)));
      return file.createReadStream(range);
    },

    async localPath(hash, signal) {
      signal.throwIfAborted();
      const path = blobPath(folder, hash);
      if (!seen.has(hash)) await orNotFound(stat(path));
      seen.note(hash);
      return path;
    },

    async *listOlderThan(before) {
      for await (const { hash, committedAt } of listBlobs(folder)) {
        if (committedAt < before) yield hash;
      }
    },

    async delete(hash, { olderThan }) {
      const path = blobPath(folder, hash);
      await oneAtATime(hash, async () => {
        const stats = await undefinedIfAbsent(stat(path));
        if (stats === undefined || stats.mtime >= olderThan) return;
        seen.forget(hash);
        await rm(path, { force: true });
      });
    },

    removeLeftovers: () => removeLeftStagedFiles(temporary),

    async check() {
      await access(temporary, constants.W_OK);
    },
  };
}

/** Makes a blob that is already there as young as a new one. False: absent, or damaged by something outside. */
async function renew(path: string, sizeBytes: number): Promise<boolean> {
  const now = new Date();
  const stats = await undefinedIfAbsent(utimes(path, now, now).then(() => stat(path)));
  return stats?.size === sizeBytes;
}

/** Bytes first, name second: after a power cut the name never stands for bytes that are not there. */
async function moveDurably(from: string, to: string): Promise<void> {
  const now = new Date();
  await utimes(from, now, now);
  await syncToDisk(from);
  await mkdir(dirname(to), { recursive: true });
  await rename(from, to);
}

async function orNotFound<Result>(work: Promise<Result>): Promise<Result> {
  const result = await undefinedIfAbsent(work);
  if (result === undefined) throw notFound('The stored bytes do not exist.');
  return result;
}
