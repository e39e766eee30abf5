import { Readable } from 'node:stream';

export interface Peeked {
  readonly head: Buffer;
  /** Nothing follows `head`. */
  readonly ended: boolean;
  /** The stream again, from byte `start` on, which lies within `head`. To be called once. */
  from(start: number): Readable;
}

/** Reads the first `bytes` bytes or a little more; fewer when the stream is shorter. */
export async function peek(stream: Readable, bytes: number): Promise<Peeked> {
  const chunks: AsyncIterator<Buffer> = stream[Symbol.asyncIterator]();
  const read: Buffer[] = [];
  let length = 0;
  let ended = false;
  while (length < bytes && !ended) {
    const next = await chunks.next();
    if (next.done) ended = true;
    else length += next.value.length;
    if (!next.done) read.push(next.value);
  }
  const head = Buffer.concat(read);
  return {
    head,
    ended,
    from: (start) => Readable.from(continued(head.subarray(start), chunks), { objectMode: false }),
  };
}

async function* continued(head: Buffer, chunks: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    if (head.length > 0) yield head;
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
  } finally {
    // Whoever stops reading stops the part.
    await chunks.return?.();
  }
}
