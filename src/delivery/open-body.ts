import { MediaError } from '../domain/errors.ts';
import { isHash, type OutputFormat } from '../domain/plan.ts';
import type { Body, Tier } from './delivered.ts';
import type { Fetched, Renditions } from './make-rendition.ts';
import type { SourceBytes } from './origins/source-bytes.ts';
import type { Print } from './print.ts';
import type { SourceFile } from './source-file.ts';

export interface BodyRequest {
  readonly file: SourceFile;
  readonly print: Print;
  /** Nothing was asked of the picture. */
  readonly isEmpty: boolean;
  readonly spendRender?: (() => void) | undefined;
}

export interface BodyParts {
  readonly blobs: SourceBytes;
  readonly renditions: Renditions;
}

/** A memory hit answers without a promise. */
export function openBody(
  request: BodyRequest,
  parts: BodyParts,
  signal: () => AbortSignal,
): Body | Promise<Body> {
  const { file, print, spendRender } = request;
  if (print.kind === 'original') return storedBody(file, parts.blobs, false);
  const rendition = parts.renditions.get(print, signal, spendRender);
  if (!(rendition instanceof Promise)) return smallerBody(rendition, 'memory', request, parts.blobs);
  return rendition.then(
    (fetched) => smallerBody(fetched.rendition, tierOf(fetched), request, parts.blobs),
    (error) => storedInstead(error, request, parts.blobs),
  );
}

function tierOf({ isNew }: Fetched): Tier {
  return isNew ? 'new' : 'disk';
}

function storedBody(file: SourceFile, blobs: SourceBytes, isNew: boolean): Body {
  const { current } = file;
  return {
    contentType: storedContentType(file),
    sizeBytes: current.sizeBytes,
    isNew,
    tier: 'stored',
    open: (range) => blobs.open(current.blobHash, range),
  };
}

/** Without a charset browsers would guess, and guess wrong. */
export function storedContentType({ current }: SourceFile): string {
  const { mime, isUtf8 } = current.facts;
  return isUtf8 ? `${mime}; charset=utf-8` : mime;
}

/** Where the stored file will do, nobody gets a rendition that is no smaller (spec delivery O15). */
function smallerBody(
  rendition: Fetched['rendition'],
  tier: Tier,
  { file, print }: BodyRequest,
  blobs: SourceBytes,
): Body {
  const isNew = tier === 'new';
  if (print.kind === 'original') return storedBody(file, blobs, isNew);
  const isSmaller = rendition.sizeBytes < file.current.sizeBytes;
  if (print.storedWillDo && !isSmaller) return storedBody(file, blobs, isNew);
  return {
    contentType: contentTypeOf(print.plan.output.format),
    sizeBytes: rendition.sizeBytes,
    isNew,
    tier,
    ...(rendition.bytes === undefined ? {} : { bytes: rendition.bytes }),
    open: (range) => rendition.open(range),
  };
}

export function contentTypeOf(format: OutputFormat): string {
  if (format === 'svg') return 'image/svg+xml';
  return isHash(format) ? 'text/plain; charset=utf-8' : `image/${format}`;
}

/** A broken picture is still a file: whoever asked nothing of it gets it as it is (spec delivery O11). */
function storedInstead(error: unknown, { file, isEmpty }: BodyRequest, blobs: SourceBytes): Body {
  if (isEmpty && error instanceof MediaError && error.code === 'invalid')
    return storedBody(file, blobs, true);
  throw error;
}
