import { createReadStream } from 'node:fs';
import { pipeline, type Readable, type Transform } from 'node:stream';
import type { BlobStore, StagedBlob } from '../../domain/blob-store.ts';
import { MediaError } from '../../domain/errors.ts';
import { createBase64Decoder } from './decode-base64.ts';
import { invalidFile } from './invalid-file.ts';
import { createBase64Watch } from './watch-base64.ts';

export interface StageOptions {
  readonly blobs: BlobStore;
  /** Of the decoded bytes. */
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

/** Four digits for three bytes, and room for the line breaks that encoders insert. */
const textBytesPerByte = 1.5;

/** Decodes while it stages. Text that is no base64, or stands for nothing, is `invalid`. */
export async function stageBase64(text: Readable, { blobs, ...limits }: StageOptions): Promise<StagedBlob> {
  const staged = await blobs.stage(through(text, createBase64Decoder()), limits);
  if (staged.sizeBytes > 0) return staged;
  await staged.discard();
  throw invalidFile();
}

/**
 * Whether a text is base64 only its last character tells: it is staged as it is, and decoded from there if every
 * character allowed it.
 */
export async function stagePerhapsBase64(text: Readable, options: StageOptions): Promise<StagedBlob> {
  const { blobs, maxBytes, signal } = options;
  const watch = createBase64Watch();
  const maxTextBytes = Math.ceil(maxBytes * textBytesPerByte);
  const staged = await blobs.stage(through(text, watch.stream), { maxBytes: maxTextBytes, signal });
  if (!watch.isBase64() && staged.sizeBytes <= maxBytes) return staged;
  try {
    if (!watch.isBase64()) throw tooLarge();
    return await stageBase64(createReadStream(staged.path), options);
  } finally {
    await staged.discard();
  }
}

/** An error of either becomes the error of the stream that is read; neither outlives the other. */
function through(source: Readable, transform: Transform): Readable {
  return pipeline(source, transform, () => {});
}

function tooLarge(): MediaError {
  return new MediaError(
    'too_large',
    'Your request contains invalid file parameter. The file size exceeds limits.',
  );
}
