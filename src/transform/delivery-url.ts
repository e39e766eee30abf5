/** A request target taken apart (spec delivery §1). */
export interface DeliveryUrl {
  /** Path of the file, decoded, with a leading slash: `/a/b.jpg`. */
  readonly path: string;
  /** Prefix of the endpoint; empty for the default one. */
  readonly endpoint: string;
  /** Of `ik-genimg-prompt-…`: the file at the path is made out of these words when there is none. */
  readonly prompt?: string;
  /** The path ended in `/ik-thumbnail.jpg`: a still picture is wanted, whatever the file is. */
  readonly thumbnail?: boolean;
  /** `ik-sanitizeSvg=true` */
  readonly sanitizeSvg?: boolean;
  /** Decoded once; segments of the path first, the query last. Empty when there is none. */
  readonly transformation: string;
  /** Value of `ik-s`. */
  readonly signature?: string;
  /** Value of `ik-t`, as written: whoever verifies decides what a malformed one means. */
  readonly expiry?: string;
  readonly attachment?: { readonly name?: string };
  /** `ik-debug=true`: whoever has a key is told why the answer is what it is. */
  readonly debug?: boolean;
  /** Value of `ik-obj-version`. */
  readonly objectVersion?: string;
  /** Every text that a signer may have signed (spec delivery §11.2). Lazy: most URLs carry no signature. */
  readonly signedTexts: () => readonly string[];
}
