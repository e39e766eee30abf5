import { Transform } from 'node:stream';
import { createBase64Scanner } from './base64-scanner.ts';

export interface Base64Watch {
  /** Lets everything through unchanged. */
  readonly stream: Transform;
  /** Asked at the end: was all of it base64, with at least one digit? */
  isBase64(): boolean;
}

export function createBase64Watch(): Base64Watch {
  const scanner = createBase64Scanner();
  let hasDigits = false;
  let isFaulty = false;
  const stream = new Transform({
    transform(piece: Buffer, _encoding, done) {
      const digits = scanner.scan(piece);
      if (digits === undefined) isFaulty = true;
      else if (digits !== '') hasDigits = true;
      done(null, piece);
    },
  });
  return { stream, isBase64: () => hasDigits && !isFaulty };
}
