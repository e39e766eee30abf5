import type { Dir } from 'node:fs';
import { opendir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { BlobHash } from '../domain/blob-store.ts';
import { isBlobHash } from './blob-path.ts';
import { undefinedIfAbsent } from './if-absent.ts';

export interface ListedBlob {
  readonly hash: BlobHash;
  readonly sizeBytes: number;
  readonly committedAt: Date;
}

const level = /^[0-9a-f]{2}$/;

/** Walks the store a folder at a time, so that a library of any size is listed in constant memory. */
export async function* listBlobs(folder: string): AsyncIterable<ListedBlob> {
  for await (const first of namesIn(folder, level)) {
    for await (const second of namesIn(join(folder, first), level)) {
      yield* blobsIn(join(folder, first, second));
    }
  }
}

async function* blobsIn(folder: string): AsyncIterable<ListedBlob> {
  for await (const name of namesIn(folder)) {
    if (!isBlobHash(name)) continue;
    const stats = await undefinedIfAbsent(stat(join(folder, name)));
    if (stats !== undefined) yield { hash: name, sizeBytes: stats.size, committedAt: stats.mtime };
  }
}

async function* namesIn(folder: string, form?: RegExp): AsyncIterable<string> {
  const entries: Dir | undefined = await undefinedIfAbsent(opendir(folder));
  if (entries === undefined) return;
  for await (const { name } of entries) {
    if (form === undefined || form.test(name)) yield name;
  }
}
