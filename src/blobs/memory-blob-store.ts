import { randomUUID } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { BlobHash, BlobStore } from '../domain/blob-store.ts';
import { notFound } from '../domain/errors.ts';
import { checkBlobHash } from './blob-path.ts';
import { emptyFolder } from './empty-folder.ts';
import { makeScratchFolder } from './scratch-folder.ts';
import { writeHashed } from './write-hashed.ts';

interface KeptBlob {
  readonly bytes: Buffer;
  readonly committedAt: Date;
}

/** For tests and trials: blobs live as long as the process. Local files appear only where the port promises a path. */
export function createMemoryBlobStore(): BlobStore {
  const blobs = new Map<BlobHash, KeptBlob>();
  const temporary = makeScratchFolder();

  function get(hash: BlobHash): Buffer {
    checkBlobHash(hash);
    const blob = blobs.get(hash);
    if (blob === undefined) throw notFound('The stored bytes do not exist.');
    return blob.bytes;
  }

  return {
    async stage(source, { maxBytes, signal }) {
      const path = join(temporary, randomUUID());
      const { hash, sizeBytes } = await writeHashed(source, { path, maxBytes, signal });
      const discard = () => rm(path, { force: true });
      return {
        hash,
        sizeBytes,
        path,
        discard,
        async commit() {
          const bytes = blobs.get(hash)?.bytes ?? (await readFile(path));
          blobs.set(hash, { bytes, committedAt: new Date() });
          await discard();
        },
      };
    },

    async open(hash, range) {
      const bytes = get(hash);
      const part = range === undefined ? bytes : bytes.subarray(range.start, range.end + 1);
      return Readable.from([part], { objectMode: false });
    },

    async localPath(hash, signal) {
      signal.throwIfAborted();
      const bytes = get(hash);
      const path = join(temporary, hash);
      await writeFile(path, bytes);
      return path;
    },

    async *listOlderThan(before) {
      for (const [hash, { committedAt }] of blobs) {
        if (committedAt < before) yield hash;
      }
    },

    async delete(hash, { olderThan }) {
      checkBlobHash(hash);
      const blob = blobs.get(hash);
      if (blob === undefined || blob.committedAt >= olderThan) return;
      blobs.delete(hash);
      await rm(join(temporary, hash), { force: true });
    },

    removeLeftovers: () => emptyFolder(temporary),

    async check() {},
  };
}
