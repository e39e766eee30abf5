import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import {
  type ContentMark,
  markOfRendition,
  type Rendition,
  type RenditionCache,
  type RenditionKey,
} from '../domain/rendition.ts';
import { makeDiskRendition } from './disk-rendition.ts';
import { openDiskTier } from './disk-tier.ts';
import { undefinedIfAbsent } from './if-absent.ts';
import { createMemoryTier, forgetMarked, makeMemoryRendition } from './memory-rendition.ts';
import type { RenditionBody } from './rendition-file.ts';
import { renditionPath } from './rendition-path.ts';

export interface DiskRenditionCacheOptions {
  readonly folder: string;
  readonly maxBytes: number;
  /** For small bodies in front of the disk; 0 for none. */
  readonly memoryBytes: number;
  readonly maxMemoryItemBytes?: number;
}

const mebibyte = 1024 * 1024;

export interface DiskRenditionCache extends RenditionCache {
  /** What is kept in each tier at this moment, as far as it is counted. */
  kept(): Readonly<Record<'memory' | 'disk', Kept>>;
}

export interface Kept {
  readonly bytes: number;
  readonly count: number;
}

/** Renditions as files at `folder/ab/<key>`, the small ones in memory as well. */
export async function createDiskRenditionCache(
  options: DiskRenditionCacheOptions,
): Promise<DiskRenditionCache> {
  const { maxBytes, memoryBytes, maxMemoryItemBytes = Math.min(mebibyte, memoryBytes / 16) } = options;
  const folder = resolve(options.folder);
  const staging = join(folder, 'staging');
  await rm(staging, { recursive: true, force: true });
  await mkdir(staging, { recursive: true });

  const id = await readId(join(folder, 'id'));
  const memory = createMemoryTier(memoryBytes);
  const disk = openDiskTier({ folder, maxBytes, maxLoadBytes: maxMemoryItemBytes });
  /** Reads under way: a crowd after a restart is one read. */
  const reads = new Map<RenditionKey, Promise<Rendition | undefined>>();

  function read(key: RenditionKey): Promise<Rendition | undefined> {
    const underWay = reads.get(key);
    if (underWay !== undefined) return underWay;
    const reading = disk.read(key).then((body) => {
      if (body === undefined) return undefined;
      const rendition = makeRendition(key, body);
      // Deleted while it was read: whoever asked before may have it, but it must not come back to memory.
      if (reads.get(key) === reading) keepInMemory(rendition);
      return rendition;
    });
    reads.set(key, reading);
    return reading.finally(() => {
      if (reads.get(key) === reading) reads.delete(key);
    });
  }

  function makeRendition(key: RenditionKey, { bytes, sizeBytes }: RenditionBody): Rendition {
    if (bytes !== undefined) return makeMemoryRendition(key, bytes);
    return makeDiskRendition(key, renditionPath(folder, key), sizeBytes);
  }

  function keepInMemory(rendition: Rendition): void {
    if (rendition.bytes !== undefined) memory.set(rendition.key, rendition);
  }

  /** After the disk: what was read there before it was removed must not stay here, nor come here. */
  function forgetMadeFrom(marks: ReadonlySet<ContentMark>): void {
    forgetMarked(memory, marks);
    for (const key of reads.keys()) if (marks.has(markOfRendition(key))) reads.delete(key);
  }

  return {
    id,

    get(key) {
      const rendition = memory.get(key);
      if (rendition === undefined) return read(key);
      disk.use(key);
      return rendition;
    },

    localPath: (key) => disk.path(key),

    stagingPath: () => join(staging, randomUUID()),
    discard: (stagedPath) => rm(stagedPath, { force: true }),

    async put(key, staged) {
      try {
        const rendition = makeRendition(key, await disk.adopt(key, staged));
        if (!staged.isForFilesOnly) keepInMemory(rendition);
        return rendition;
      } catch (error) {
        await rm(staged.path, { force: true });
        throw error;
      }
    },

    async delete(key) {
      memory.delete(key);
      reads.delete(key);
      await disk.remove(key);
    },

    async deleteMadeFrom(marks, signal) {
      const removed = await disk.removeMadeFrom(marks, signal);
      forgetMadeFrom(marks);
      return removed;
    },

    async clear() {
      await disk.clear();
      memory.clear();
      reads.clear();
    },

    kept: () => ({
      memory: { bytes: memory.calculatedSize, count: memory.size },
      disk: disk.kept(),
    }),

    close: disk.close,
  };
}

/** Made with the folder, and gone with it. */
async function readId(path: string): Promise<string> {
  const kept = await undefinedIfAbsent(readFile(path, 'utf8'));
  if (kept) return kept;
  const id = randomUUID();
  await writeFile(path, id);
  return id;
}
