import type { MediaFacts } from './media-facts.ts';

/**
 * Looks at bytes and says what they are: by content, never by what a client claims.
 * `name` decides only between kinds of text (`.css`, `.csv`, …), which no content tells apart.
 * What cannot be decoded is described without `image`, what is unknown is `application/octet-stream`. Bytes that cannot be read in
 * time → MediaError invalid; they are the only ones that make it throw.
 */
export interface Prober {
  probe(path: string, name: string, signal: AbortSignal): Promise<MediaFacts>;
}
