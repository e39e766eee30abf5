export interface Token {
  readonly kind: TokenKind;
  /** Strings without quotes and escapes, keywords in capitals, booleans in small letters, all else as written. */
  readonly text: string;
  /** Where it begins in the query, counted from 0. */
  readonly start: number;
}

export type TokenKind =
  | 'word'
  | 'keyword'
  | 'string'
  | 'number'
  | 'boolean'
  /** A date, a relative time or a size without quotes: `2020-01-01`, `2d`, `1mb`. */
  | 'bare'
  | 'symbol'
  /** Nothing of the language: it is refused where it stands, not before what stands left of it. */
  | 'broken'
  | 'end';

export function isKeyword({ kind, text }: Token, keyword: string): boolean {
  return kind === 'keyword' && text === keyword;
}

export function isSymbol({ kind, text }: Token, symbol: string): boolean {
  return kind === 'symbol' && text === symbol;
}
