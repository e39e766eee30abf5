import { addAbortSignal } from 'node:stream';
import type { BlobStore, StagedBlob } from '../../domain/blob-store.ts';
import { invalid } from '../../domain/errors.ts';
import { classify, maxUrlBytes } from './classify.ts';
import type { FilePart } from './file-part.ts';
import { peek } from './peek.ts';
import { type StageOptions, stageBase64, stagePerhapsBase64 } from './stage-base64.ts';
import { isTextName } from './text-names.ts';

/** What the part named `file` has turned out to be. Whoever has it settles or discards it. */
export type ReceivedFile =
  | { readonly kind: 'empty' }
  | { readonly kind: 'bytes'; readonly staged: StagedBlob }
  /** `text`: the bytes themselves, when the name may yet show that they are a text file. */
  | { readonly kind: 'url'; readonly url: string; readonly text: StagedBlob | undefined };

/** Drains the part, or destroys it and leaves nothing behind. More than the limit → too_large. */
export type ReceiveFile = (part: FilePart, signal: AbortSignal) => Promise<ReceivedFile>;

/** `maxBytes`: of any kind of file; nobody knows the kind yet. */
export function createReceiveFile(limits: {
  readonly blobs: BlobStore;
  readonly maxBytes: number;
}): ReceiveFile {
  return (part, signal) => receiveFile(part, { ...limits, signal });
}

async function receiveFile(part: FilePart, options: StageOptions): Promise<ReceivedFile> {
  const { blobs, maxBytes, signal } = options;
  addAbortSignal(signal, part.stream);
  const peeked = await peek(part.stream, maxUrlBytes + 1);
  const stage = () => blobs.stage(peeked.from(0), { maxBytes, signal });
  const source = classify(part, peeked.head, peeked.ended);
  switch (source.kind) {
    case 'empty':
      return source;
    case 'url':
      return { ...source, text: part.filename === undefined ? undefined : await stage() };
    case 'data-uri':
      return bytes(await stageBase64(peeked.from(source.payloadStart), options));
    case 'perhaps-base64':
      return bytes(await stagePerhapsBase64(peeked.from(0), options));
    case 'bytes':
      return bytes(await stage());
  }
}

function bytes(staged: StagedBlob): ReceivedFile {
  return { kind: 'bytes', staged };
}

export type SettledSource =
  | { readonly kind: 'bytes'; readonly staged: StagedBlob }
  | { readonly kind: 'url'; readonly url: string };

/**
 * With the name that the file will have there is nothing left to guess: a text file that holds one URL is a text
 * file (spec upload §5.1).
 */
export async function settleSource(received: ReceivedFile, fileName: string): Promise<SettledSource> {
  if (received.kind === 'empty') throw invalid('Your request is missing file parameter.');
  if (received.kind === 'bytes') return received;
  const { url, text } = received;
  if (text !== undefined && isTextName(fileName)) return { kind: 'bytes', staged: text };
  await text?.discard();
  return { kind: 'url', url };
}

/** Safe to call twice, and after what was received has been stored. */
export async function discardReceived(received: ReceivedFile | undefined): Promise<void> {
  if (received?.kind === 'bytes') await received.staged.discard();
  if (received?.kind === 'url') await received.text?.discard();
}
