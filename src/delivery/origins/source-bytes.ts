import type { BlobStore } from '../../domain/blob-store.ts';
import type { SourceStore } from '../../domain/source-store.ts';

/** Bytes by their hash, wherever they are: who asks for them need not know where a file is from. */
export type SourceBytes = Pick<BlobStore, 'open' | 'localPath'>;

export function createSourceBytes(
  blobs: SourceBytes,
  sources: Pick<SourceStore, 'has' | 'open' | 'localPath'>,
): SourceBytes {
  const whoHas = (hash: string) => (sources.has(hash) ? sources : blobs);
  return {
    open: (hash, range) => whoHas(hash).open(hash, range),
    localPath: (hash, signal) => whoHas(hash).localPath(hash, signal),
  };
}
