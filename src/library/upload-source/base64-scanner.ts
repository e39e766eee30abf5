/** Looks at base64 text piece by piece (spec upload §5.3): white space anywhere, both alphabets, padding optional. */
export interface Base64Scanner {
  /** The digits of this piece, without white space and padding. Undefined from the first fault on. */
  scan(piece: Uint8Array): string | undefined;
}

const whiteSpace = /[\t\n\v\f\r ]+/g;
const digits = /^[A-Za-z0-9+/_-]*$/;
const maxPadding = 2;

export function createBase64Scanner(): Base64Scanner {
  let padding = 0;
  let isFaulty = false;

  function scan(piece: Uint8Array): string | undefined {
    if (isFaulty) return undefined;
    const text = Buffer.from(piece.buffer, piece.byteOffset, piece.length).toString('latin1');
    const compact = text.replace(whiteSpace, '');
    const end = endOfDigits(compact);
    const followsPadding = padding > 0 && end > 0;
    padding += compact.length - end;
    isFaulty = followsPadding || padding > maxPadding || !digits.test(compact.slice(0, end));
    return isFaulty ? undefined : compact.slice(0, end);
  }

  return { scan };
}

/** By hand: a pattern for trailing padding takes quadratic time on a long run of `=` inside hostile text. */
function endOfDigits(text: string): number {
  let end = text.length;
  while (end > 0 && text[end - 1] === '=') end -= 1;
  return end;
}
