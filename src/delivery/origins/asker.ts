/** Who asks for a file, as far as origins want to know. */
export interface Asker {
  readonly host: string | undefined;
  /** `CDN-Loop` (RFC 8586). */
  readonly cdnLoop: string | undefined;
}
