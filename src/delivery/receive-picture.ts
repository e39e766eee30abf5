import type { Readable } from 'node:stream';
import type { BlobStore, StagedBlob } from '../domain/blob-store.ts';
import { MediaError } from '../domain/errors.ts';
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
    const { image } = await orProviderFault(prober.probe(staged.path, 'result', signal), signal);
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

function stage(stream: Readable, { blobs, ...options }: StageOptions): Promise<StagedBlob> {
  return orProviderFault(blobs.stage(stream, options), options.signal);
}

/** What is too large, or cannot be read in time, is the provider's mistake, not that of whoever asked. */
async function orProviderFault<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  try {
    return await work;
  } catch (cause) {
    signal.throwIfAborted();
    if (cause instanceof MediaError && cause.code === 'busy') throw cause;
    throw new Error('What the provider sent could not be received', { cause });
  }
}
