import type { BlobStore } from '../domain/blob-store.ts';
import { MediaError } from '../domain/errors.ts';
import type { MediaFile } from '../domain/media-file.ts';
import { isHash, type OutputFormat } from '../domain/plan.ts';
import type { Body } from './delivered.ts';
import type { Fetched, Renditions } from './make-rendition.ts';
import type { Print } from './print.ts';

export interface BodyRequest {
  readonly file: MediaFile;
  readonly print: Print;
  /** Nothing was asked of the picture. */
  readonly isEmpty: boolean;
}

export interface BodyParts {
  readonly blobs: BlobStore;
  readonly renditions: Renditions;
}

/** A memory hit answers without a promise. */
export function openBody(
  request: BodyRequest,
  parts: BodyParts,
  signal: () => AbortSignal,
): Body | Promise<Body> {
  const { file, print } = request;
  if (print.kind === 'original') return storedBody(file, parts.blobs, false);
  const rendition = parts.renditions.get(print, signal);
  if (!(rendition instanceof Promise)) return smallerBody({ rendition, isNew: false }, request, parts.blobs);
  return rendition.then(
    (fetched) => smallerBody(fetched, request, parts.blobs),
    (error) => storedInstead(error, request, parts.blobs),
  );
}

function storedBody({ current }: MediaFile, blobs: BlobStore, isNew: boolean): Body {
  return {
    contentType: current.facts.mime,
    sizeBytes: current.sizeBytes,
    isNew,
    open: (range) => blobs.open(current.blobHash, range),
  };
}

/** Where the stored file will do, nobody gets a rendition that is no smaller (spec delivery O15). */
function smallerBody({ rendition, isNew }: Fetched, { file, print }: BodyRequest, blobs: BlobStore): Body {
  if (print.kind === 'original') return storedBody(file, blobs, isNew);
  const isSmaller = rendition.sizeBytes < file.current.sizeBytes;
  if (print.storedWillDo && !isSmaller) return storedBody(file, blobs, isNew);
  return {
    contentType: contentTypeOf(print.plan.output.format),
    sizeBytes: rendition.sizeBytes,
    isNew,
    ...(rendition.bytes === undefined ? {} : { bytes: rendition.bytes }),
    open: (range) => rendition.open(range),
  };
}

function contentTypeOf(format: OutputFormat): string {
  if (format === 'svg') return 'image/svg+xml';
  return isHash(format) ? 'text/plain; charset=utf-8' : `image/${format}`;
}

/** A broken picture is still a file: whoever asked nothing of it gets it as it is (spec delivery O11). */
function storedInstead(error: unknown, { file, isEmpty }: BodyRequest, blobs: BlobStore): Body {
  if (isEmpty && error instanceof MediaError && error.code === 'invalid')
    return storedBody(file, blobs, true);
  throw error;
}
