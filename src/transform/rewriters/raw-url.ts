/** What stands behind the endpoint, undecoded. */
export interface RawUrl {
  readonly rawPath: string;
  /** Without its question mark. */
  readonly rawQuery: string;
}
