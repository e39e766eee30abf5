import { isUtf8 } from 'node:buffer';
import type { FilePart } from './file-part.ts';

export type SourceKind =
  | { readonly kind: 'empty' }
  | { readonly kind: 'url'; readonly url: string }
  /** `payloadStart`: index of the first byte after the comma. */
  | { readonly kind: 'data-uri'; readonly payloadStart: number }
  /** Base64 if the rest of it is, too. */
  | { readonly kind: 'perhaps-base64' }
  | { readonly kind: 'bytes' };

export const maxUrlBytes = 8192;

/** The order of spec upload §5.1. `head`: the first bytes, at least `maxUrlBytes` + 1 unless `ended`. */
export function classify(
  part: Pick<FilePart, 'filename' | 'contentType'>,
  head: Buffer,
  ended: boolean,
): SourceKind {
  if (ended && head.length === 0) return { kind: 'empty' };
  const url = ended && mayNameUrl(part) ? readUrl(head) : undefined;
  if (url !== undefined) return { kind: 'url', url };
  const payloadStart = findDataUriPayload(head);
  if (payloadStart !== undefined) return { kind: 'data-uri', payloadStart };
  if (isTextField(part)) return { kind: 'perhaps-base64' };
  return { kind: 'bytes' };
}

/**
 * Go and Java SDKs can only send a URL as the content of a file part, then as `application/octet-stream`. A file part
 * of any other type is a file: a text file that holds one URL must not be fetched.
 */
function mayNameUrl({ filename, contentType }: Pick<FilePart, 'filename' | 'contentType'>): boolean {
  return filename === undefined || contentType === undefined || contentType === 'application/octet-stream';
}

function isTextField({ filename, contentType }: Pick<FilePart, 'filename' | 'contentType'>): boolean {
  return filename === undefined && (contentType === undefined || contentType === 'text/plain');
}

function readUrl(content: Buffer): string | undefined {
  if (content.length > maxUrlBytes || !isUtf8(content)) return undefined;
  const text = content.toString('utf8').trim();
  return /^https?:\/\/\S+$/i.test(text) ? text : undefined;
}

function findDataUriPayload(head: Buffer): number | undefined {
  const prefix = /^data:[^,]*;base64,/i.exec(head.subarray(0, maxUrlBytes).toString('latin1'))?.[0];
  return prefix?.length;
}
