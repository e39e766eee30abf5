import { request } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { basic, type Server, uploadPath } from '../support/api.ts';

const boundary = '------------------------calotype-endurance';
const block = Buffer.alloc(256 * 1024, 'A film, as long as it has to be. ');

/** What says "video" to anybody who looks at the bytes: an ISO base media file of the brand isom. */
export const videoHead = Buffer.from(
  '\0\0\0\x18ftypisom\0\0\x02\0isomiso2\0\0\0\x08free\0\0\0\0mdat',
  'latin1',
);

export interface StreamedFile {
  readonly fileName: string;
  readonly head: Buffer;
  readonly sizeBytes: number;
}

/** Uploads a file that is nowhere as a whole: `head`, then one block again and again. */
export async function streamUpload(
  server: Server,
  { fileName, head, sizeBytes }: StreamedFile,
): Promise<{ status: number; text: string }> {
  const opening = Buffer.from(
    [
      `--${boundary}\r\nContent-Disposition: form-data; name="fileName"\r\n\r\n${fileName}\r\n`,
      `--${boundary}\r\nContent-Disposition: form-data; name="useUniqueFileName"\r\n\r\nfalse\r\n`,
      `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${fileName}"\r\n\r\n`,
    ].join(''),
  );
  const closing = Buffer.from(`\r\n--${boundary}--\r\n`);
  const headers = {
    ...basic(server.privateKey),
    'content-type': `multipart/form-data; boundary=${boundary}`,
    'content-length': opening.length + sizeBytes + closing.length,
  };
  const sent = request(new URL(uploadPath, server.url), { method: 'POST', headers });
  const answered = new Promise<{ status: number; text: string }>((resolve, reject) => {
    sent.once('error', reject);
    sent.once('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('end', () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
      );
    });
  });
  function* body() {
    yield opening;
    yield* makeFile(head, sizeBytes);
    yield closing;
  }
  await pipeline(Readable.from(body(), { objectMode: false }), sent);
  return answered;
}

function* makeFile(head: Buffer, sizeBytes: number): Generator<Buffer> {
  yield head;
  for (let left = sizeBytes - head.length; left > 0; left -= block.length) {
    yield left < block.length ? block.subarray(0, left) : block;
  }
}
