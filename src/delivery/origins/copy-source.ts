import { LRUCache } from 'lru-cache';
import type { BlobStore, StagedBlob } from '../../domain/blob-store.ts';
import { createCoalesce } from '../../domain/coalesce.ts';
import type { FileRepository } from '../../domain/database.ts';
import { isStorablePath } from '../../domain/names.ts';
import type { KeptSource, SourceStore } from '../../domain/source-store.ts';
import type { SourceFile } from '../source-file.ts';
import type { CopySource } from './find-file.ts';

export interface CopySourceParts {
  readonly blobs: Pick<BlobStore, 'stage'>;
  readonly sources: Pick<SourceStore, 'open'>;
  readonly files: Pick<FileRepository, 'findForDelivery'>;
  /** Puts it into the library, unless something stands there. */
  readonly keep: (
    path: string,
    staged: StagedBlob,
    options: { readonly isPrivate: boolean; readonly signal: AbortSignal },
  ) => Promise<void>;
  /** Whoever asked gets the file all the same. */
  readonly onFailure: (error: unknown) => void;
}

const rememberedRefusals = 10_000;

/**
 * A library moves over by being used: what is asked for is fetched once and belongs to it from then on. Of several who are first,
 * on one node or many, one copies, and all find the file that stands there afterwards.
 */
export function createCopySource(parts: CopySourceParts): CopySource {
  const { blobs, sources, files } = parts;
  const share = createCoalesce<SourceFile | undefined>();
  /** What the library would not take: too large for it, for instance. */
  const refused = new LRUCache<string, true>({ max: rememberedRefusals });

  async function keep(path: string, { hash, sizeBytes, isPrivate }: KeptSource, signal: AbortSignal) {
    const staged = await blobs.stage(await sources.open(hash), { maxBytes: sizeBytes, signal });
    try {
      await parts.keep(path, staged, { isPrivate, signal });
    } finally {
      await staged.discard();
    }
  }

  async function copy(
    path: string,
    source: KeptSource,
    signal: AbortSignal,
  ): Promise<SourceFile | undefined> {
    const failure = await keep(path, source, signal).catch((error: unknown) => ({ error }));
    signal.throwIfAborted();
    const file = await files.findForDelivery(path);
    if (file === undefined && failure !== undefined) {
      refused.set(keyOf(path, source), true);
      parts.onFailure(failure.error);
    }
    return file;
  }

  return async (path, source, signal) => {
    if (!isStorablePath(path) || refused.has(keyOf(path, source))) return undefined;
    return await share(path, (shared) => copy(path, source, shared), signal);
  };
}

function keyOf(path: string, { hash }: KeptSource): string {
  return `${hash} ${path}`;
}
