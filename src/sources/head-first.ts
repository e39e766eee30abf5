import { Readable } from 'node:stream';
import { MediaError } from '../domain/errors.ts';
import type { SourceStageOptions } from '../domain/source-store.ts';

/** Enough for the header of nearly every picture. */
const headBytes = 32 * 1024;

/** The same stream, bounded by what its first bytes say: the rest is asked for once they were looked at. */
export function headFirst(body: Readable, lookAtHead: SourceStageOptions['lookAtHead']): Readable {
  return Readable.from(lookAndGoOn(body, lookAtHead), { objectMode: false });
}

async function* lookAndGoOn(
  body: AsyncIterable<Buffer>,
  lookAtHead: SourceStageOptions['lookAtHead'],
): AsyncGenerator<Buffer> {
  const held: Buffer[] = [];
  let maxBytes: number | undefined;
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (maxBytes === undefined) {
      held.push(chunk);
      if (length < headBytes) continue;
      maxBytes = lookAtHead(Buffer.concat(held));
    }
    if (length > maxBytes) throw tooLarge();
    if (held.length > 0) yield* held.splice(0);
    else yield chunk;
  }
  if (maxBytes !== undefined) return;
  if (length > lookAtHead(Buffer.concat(held))) throw tooLarge();
  yield* held;
}

function tooLarge(): MediaError {
  return new MediaError('too_large', 'The file size exceeds limits.');
}
