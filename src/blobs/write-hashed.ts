import { createHash } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { BlobHash } from '../domain/blob-store.ts';
import { MediaError } from '../domain/errors.ts';
import { createBatchWriter } from './batch-writer.ts';
import { noteGarbage } from './young-garbage.ts';

export interface WriteOptions {
  readonly path: string;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

export interface Written {
  readonly hash: BlobHash;
  readonly sizeBytes: number;
}

/** Drains `source` into a new file at `path` while hashing. On any failure the file is gone and `source` destroyed. */
export async function writeHashed(source: Readable, options: WriteOptions): Promise<Written> {
  try {
    // The pipeline listens to `source` at once: an error that comes while the file is still being opened is
    // caught here instead of ending the process as an unhandled 'error' event.
    return await pipeline(source, (chunks) => drain(chunks, options), { signal: options.signal });
  } catch (error) {
    await rm(options.path, { force: true });
    throw options.signal.aborted ? options.signal.reason : error;
  }
}

async function drain(chunks: AsyncIterable<Uint8Array>, { path, maxBytes }: WriteOptions): Promise<Written> {
  await using file = await open(path, 'wx');
  const writer = createBatchWriter(file);
  const hash = createHash('sha256');
  let sizeBytes = 0;
  for await (const chunk of chunks) {
    sizeBytes += chunk.length;
    if (sizeBytes > maxBytes) throw tooLarge();
    hash.update(chunk);
    await writer.write(chunk);
    noteGarbage(chunk.length);
  }
  await writer.end();
  return { hash: hash.digest('hex'), sizeBytes };
}

function tooLarge(): MediaError {
  return new MediaError(
    'too_large',
    'Your request contains invalid file parameter. The file size exceeds limits.',
  );
}
