import { Transform } from 'node:stream';
import { createBase64Scanner } from './base64-scanner.ts';
import { invalidFile } from './invalid-file.ts';

/** Base64 text in, bytes out, holding at most three digits in between. Fails with `invalid` on any other text. */
export function createBase64Decoder(): Transform {
  const scanner = createBase64Scanner();
  let rest = '';
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      const digits = scanner.scan(piece);
      if (digits === undefined) return done(invalidFile());
      const text = rest + digits;
      const whole = text.length - (text.length % 4);
      rest = text.slice(whole);
      done(null, Buffer.from(text.slice(0, whole), 'base64'));
    },
    flush(done) {
      done(null, Buffer.from(rest, 'base64'));
    },
  });
}
