import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trailerBytes } from '../domain/file-trailer.ts';
import type { RenditionCache } from '../domain/rendition.ts';
import { createMemoryTier, forgetMarked, makeMemoryRendition } from './memory-rendition.ts';

/** For tests and trials: renditions live as long as the process. Only what is being made lies in a file. */
export function createMemoryRenditionCache({ maxBytes }: { readonly maxBytes: number }): RenditionCache {
  const renditions = createMemoryTier(maxBytes);
  const staging = mkdtempSync(join(tmpdir(), 'calotype-renditions-'));

  return {
    id: randomUUID(),
    get: (key) => renditions.get(key),
    localPath: async () => undefined,
    stagingPath: () => join(staging, randomUUID()),
    discard: (stagedPath) => rm(stagedPath, { force: true }),

    async put(key, { path, bytes }) {
      try {
        const rendition = makeMemoryRendition(
          key,
          bytes ?? (await readFile(path)).subarray(0, -trailerBytes),
        );
        renditions.set(key, rendition);
        return rendition;
      } finally {
        await rm(path, { force: true });
      }
    },

    async delete(key) {
      renditions.delete(key);
    },

    deleteMadeFrom: async (marks) => forgetMarked(renditions, marks),

    async clear() {
      renditions.clear();
    },

    async close() {
      renditions.clear();
      await rm(staging, { recursive: true, force: true });
    },
  };
}
