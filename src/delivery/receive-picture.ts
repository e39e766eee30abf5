import type { Readable } from 'node:stream';
import type { BlobStore, StagedBlob } from '../domain/blob-store.ts';
import type { ImageFacts } from '../domain/media-facts.ts';
import type { Prober } from '../domain/prober.ts';

export interface ReceiveParts {
  readonly blobs: BlobStore;
  readonly prober: Prober;
  readonly settings: { readonly aiMaxResultBytes: number; readonly maxPixels: number };
}

/** A provider's word is not enough: what is kept is a picture that can be decoded, of bounded size, and no drawing with scripts. */
export async function receivePicture<Result>(
  stream: Readable,
  { blobs, prober, settings }: ReceiveParts,
  signal: AbortSignal,
  keep: (staged: StagedBlob, facts: ImageFacts) => Promise<Result>,
): Promise<Result> {
  const staged = await stage(stream, { blobs, maxBytes: settings.aiMaxResultBytes, signal });
  try {
    const { image } = await prober.probe(staged.path, 'result', signal);
    if (image === undefined || image.format === 'svg')
      throw new Error('What the provider sent is no picture');
    if (!(image.width * image.height * image.frames <= settings.maxPixels))
      throw new Error(`What the provider sent has more than ${settings.maxPixels} pixels`);
    return await keep(staged, image);
  } finally {
    await staged.discard();
  }
}

interface StageOptions {
  readonly blobs: BlobStore;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

/** Too large is the provider's mistake, not that of whoever asked. */
async function stage(stream: Readable, { blobs, ...options }: StageOptions): Promise<StagedBlob> {
  try {
    return await blobs.stage(stream, options);
  } catch (cause) {
    options.signal.throwIfAborted();
    throw new Error('What the provider sent could not be received', { cause });
  }
}
