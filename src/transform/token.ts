/** One `key-value` of the URL. */
export interface Token {
  readonly kind: 'token';
  /** What stands before the first `-`; effects keep their name: `e-grayscale`. */
  readonly key: string;
  /** Undefined for a key that stands alone. */
  readonly value: string | undefined;
  readonly text: string;
}

export function tokenOf(text: string): Token {
  const first = text.indexOf('-');
  const isEffect = first === 1 && text.startsWith('e') && text.length > 2;
  const dash = isEffect ? text.indexOf('-', first + 1) : first;
  if (dash === -1) return { kind: 'token', key: text, value: undefined, text };
  return { kind: 'token', key: text.slice(0, dash), value: text.slice(dash + 1), text };
}

/** Old SDKs write keys without a value when an option is not set; effects are flags by themselves. */
export function isWithoutValue({ key, value }: Token): boolean {
  return value === '' || (value === undefined && !key.startsWith('e-'));
}
