import { createHash } from 'node:crypto';
import { markOfContent, type RenditionKey } from '../domain/rendition.ts';

/** How a text is compressed on its way (RFC 9110 §8.4.1), the one that is preferred first. */
export const contentCodings = ['br', 'zstd', 'gzip'] as const;
export type ContentCoding = (typeof contentCodings)[number];

const compressible =
  /^(text\/|image\/svg\+xml|application\/((.+\+)?(json|xml)|javascript|yaml|rtf|x-subrip|vnd\.apple\.mpegurl)\b)/;

/** What shrinks. PDF and film, which ImageKit's list has too, would lose their ranges for next to nothing (O27). */
export function isCompressible(contentType: string): boolean {
  return compressible.test(contentType);
}

/** Raised whenever the same text would come out as other bytes. */
const codingRevision = 1;

/** `of`: a content hash or a rendition's key. Kept among the renditions of that content, so that a purge finds it. */
export function keyOfCoded(of: string, coding: ContentCoding): RenditionKey {
  const hash = createHash('sha256').update(`${codingRevision} ${of} ${coding}`).digest('hex');
  return (markOfContent(of) + hash).slice(0, hash.length);
}
