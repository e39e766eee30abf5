import type { MediaFacts } from './media-facts.ts';

/**
 * Looks at bytes and says what they are: by content, never by what a client claims.
 * `name` decides only between kinds of text (`.css`, `.csv`, …), which no content tells apart.
 * Never throws because of the bytes: what cannot be decoded is described without `image`, what is unknown is
 * `application/octet-stream`.
 */
export interface Prober {
  probe(path: string, name: string, signal: AbortSignal): Promise<MediaFacts>;
}
