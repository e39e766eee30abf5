import type { Readable } from 'node:stream';

/** The part named `file` of an upload form: a stream, and what the client claims of it. */
export interface FilePart {
  readonly stream: Readable;
  /** Ignored as a name; its absence tells a text field from a file. */
  readonly filename: string | undefined;
  /** Lower case, without parameters. Never decides what the bytes are. */
  readonly contentType: string | undefined;
}
