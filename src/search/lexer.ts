import { unquote } from './quoted-string.ts';
import type { Token, TokenKind } from './token.ts';

/** Tokens are read when they are asked for, so that the first problem from left to right is the one reported. */
export interface Lexer {
  peek(): Token;
  take(): Token;
}

export function createLexer(text: string): Lexer {
  let { token, end } = readToken(text, 0);
  return {
    peek: () => token,
    take() {
      const taken = token;
      ({ token, end } = readToken(text, end));
      return taken;
    },
  };
}

interface ReadToken {
  readonly token: Token;
  readonly end: number;
}

const blank = /[ \t\r\n]*/y;

/** Tried in this order (spec search §1). */
const readers: readonly { readonly form: RegExp; read(written: string): [TokenKind, string] }[] = [
  { form: /<=|>=|!=|[()[\],:<>=]/y, read: (written) => ['symbol', written] },
  { form: /[\p{L}_][\p{L}\p{M}\p{N}_.]*/uy, read: readWord },
  { form: /"[^"\\]*(?:\\.[^"\\]*)*"|'[^'\\]*(?:\\.[^'\\]*)*'/sy, read: readString },
  { form: /-?[0-9][0-9A-Za-z:.+-]*/y, read: readBare },
  // Published samples end in a stray quote; one at the very end does not count.
  { form: /["'](?=[ \t\r\n]*$)/y, read: () => ['end', ''] },
];

function readToken(text: string, from: number): ReadToken {
  const start = from + matchAt(blank, text, from).length;
  if (start === text.length) return { token: { kind: 'end', text: '', start }, end: start };
  for (const { form, read } of readers) {
    const written = matchAt(form, text, start);
    if (written === '') continue;
    const [kind, meant] = read(written);
    return { token: { kind, text: meant, start }, end: start + written.length };
  }
  return { token: { kind: 'broken', text: '', start }, end: text.length };
}

function matchAt(form: RegExp, text: string, at: number): string {
  form.lastIndex = at;
  return form.exec(text)?.[0] ?? '';
}

const keywords = new Set(['AND', 'OR', 'NOT', 'IN', 'HAS', 'EXISTS']);

/** Strings are always quoted, so keywords can be read in any case; names of fields are case-sensitive. */
function readWord(written: string): [TokenKind, string] {
  const upper = written.toUpperCase();
  if (keywords.has(upper)) return ['keyword', upper];
  return upper === 'TRUE' || upper === 'FALSE' ? ['boolean', written.toLowerCase()] : ['word', written];
}

function readString(written: string): [TokenKind, string] {
  const text = unquote(written);
  return text === undefined ? ['broken', ''] : ['string', text];
}

const number = /^-?\d+(?:\.\d+)?$/;

function readBare(written: string): [TokenKind, string] {
  return [number.test(written) ? 'number' : 'bare', written];
}
