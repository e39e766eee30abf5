/** One `key-value` of the URL. */
export interface Token {
  readonly kind: 'token';
  /**
   * What stands before the first `-`; effects, `bg-genfill` and wishes of our own keep their name: `e-grayscale`, `x-maxbytes`.
   */
  readonly key: string;
  /** Undefined for a key that stands alone. */
  readonly value: string | undefined;
  readonly text: string;
}

/**
 * `x` alone is a coordinate, whose value is digits or an expression: neither has letters and then a `-`. So what Calotype
 * adds to the language can stand there, and nothing of ImageKit's ever means something else.
 */
const ownName = /^(e-.|bg-genfill(?=-|$)|x-[a-z]+(?=-))/;

export function tokenOf(text: string): Token {
  const dash = text.indexOf('-', ownName.exec(text)?.[0].length ?? 0);
  if (dash === -1) return { kind: 'token', key: text, value: undefined, text };
  return { kind: 'token', key: text.slice(0, dash), value: text.slice(dash + 1), text };
}

/** Old SDKs write keys without a value when an option is not set; effects are flags by themselves. */
export function isWithoutValue({ key, value }: Token): boolean {
  return value === '' || (value === undefined && !key.includes('-'));
}
