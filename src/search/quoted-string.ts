const escaped = /\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/gs;

const control: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/**
 * `"a \"b\""` → `a "b"` (spec search §1). rclone writes strings as Go does, hence the long list of escapes. Undefined
 * for what no text of a database can hold: U+0000, at which PostgreSQL fails the statement, and half a character.
 */
export function unquote(written: string): string | undefined {
  const inner = written.slice(1, -1);
  const text = inner.includes('\\') ? inner.replace(escaped, meaningOf) : inner;
  return text.includes('\0') || !text.isWellFormed() ? undefined : text;
}

const lastCodePoint = 0x10ffff;

function meaningOf(written: string, ...[x, u, U, letter]: (string | undefined)[]): string {
  if (letter !== undefined) return control[letter] ?? letter;
  const codePoint = Number.parseInt(x ?? u ?? U ?? '', 16);
  return codePoint > lastCodePoint ? written.slice(1) : String.fromCodePoint(codePoint);
}
