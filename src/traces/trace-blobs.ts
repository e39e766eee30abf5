import type { BlobStore, StagedBlob } from '../domain/blob-store.ts';
import { traceStep } from '../domain/trace-step.ts';
import type { Tracer } from '../domain/tracer.ts';

/** What uploads wait for: the bytes on their way in, and their becoming durable. */
export function traceBlobs(blobs: BlobStore, tracer: Tracer): BlobStore {
  return {
    ...blobs,
    stage: (source, options) =>
      traceStep(tracer, { name: 'receive bytes' }, async (step) => {
        const staged = await blobs.stage(source, options);
        step.tell({ 'calotype.bytes': staged.sizeBytes });
        return traceCommit(staged, tracer);
      }),
    localPath: (hash, signal) =>
      traceStep(tracer, { name: 'find local file' }, () => blobs.localPath(hash, signal)),
  };
}

function traceCommit(staged: StagedBlob, tracer: Tracer): StagedBlob {
  const { hash, sizeBytes, path } = staged;
  return {
    hash,
    sizeBytes,
    path,
    commit: () => traceStep(tracer, { name: 'make bytes durable' }, () => staged.commit()),
    discard: () => staged.discard(),
  };
}
