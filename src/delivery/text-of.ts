import type { CodeRequest } from './code-text.ts';
import { type ContentCoding, isCompressible, keyOfCoded } from './content-coding.ts';
import { contentTypeOf, storedContentType } from './open-body.ts';
import type { Print } from './print.ts';
import type { SourceFile } from './source-file.ts';

export interface TextSettings {
  /** What is smaller would hardly become so. */
  readonly compressMinBytes: number;
}

/** A body that shrinks when it is compressed. */
export interface Text {
  readonly contentType: string;
  /** A content hash or a rendition's key. */
  readonly of: string;
  readonly isWorthwhile: boolean;
}

/** Undefined for pictures, and for whatever else is compressed already. */
export function textOf(file: SourceFile, print: Print, { compressMinBytes }: TextSettings): Text | undefined {
  if (print.kind === 'plan') {
    if (print.plan.output.format !== 'svg') return undefined;
    return { contentType: contentTypeOf('svg'), of: print.key, isWorthwhile: true };
  }
  const { blobHash, sizeBytes, facts } = file.current;
  if (!isCompressible(facts.mime)) return undefined;
  const isWorthwhile = sizeBytes >= compressMinBytes;
  return { contentType: storedContentType(file), of: blobHash, isWorthwhile };
}

export function codedText({ contentType, of }: Text, coding: ContentCoding): Omit<CodeRequest, 'open'> {
  return { key: keyOfCoded(of, coding), coding, contentType };
}
