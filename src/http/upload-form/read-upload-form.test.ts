import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createFileBlobStore } from '../../blobs/file-blob-store.ts';
import { MediaError } from '../../domain/errors.ts';
import { createReceiveFile, discardReceived } from '../../library/upload-source/receive-file.ts';
import { readUploadForm } from './read-upload-form.ts';

const maxBytes = 1_000_000;
const maxFieldBytes = 2000;
const png = Buffer.concat([
  Buffer.from('89504e470d0a1a0a', 'hex'),
  Buffer.from('\r\n--almost\r\n'.repeat(9999)),
]);
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const pngFile = { kind: 'bytes', hash: sha256(png) };

let folder: string;
let server: Server;
let port: number;
/** What became of each request, and how many temporary files it left. */
let outcomes: PromiseWithResolvers<unknown>[];

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const outcome = outcomes.at(-1);
    const controller = new AbortController();
    response.once('close', () => response.writableFinished || controller.abort(new Error('gone')));
    const blobs = await createFileBlobStore({ folder });
    const receiveFile = createReceiveFile({ blobs, maxBytes });
    const answer = await readUploadForm(request, {
      maxFieldBytes,
      signal: controller.signal,
      receiveFile: (part) => receiveFile(part, controller.signal),
    })
      .then(async ({ fields, file }) => {
        await discardReceived(file);
        const shown = file?.kind === 'bytes' ? { kind: 'bytes', hash: file.staged.hash } : file;
        return { fields: fields.map(({ name, value }) => [name, value]), file: shown };
      })
      .catch((error) =>
        error instanceof MediaError ? { code: error.code, message: error.message } : String(error),
      );
    outcome?.resolve({ answer, left: await readdir(join(folder, 'temporary')) });
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'calotype-form-'));
  outcomes = [];
});
afterEach(() => rm(folder, { recursive: true }));

interface Part {
  readonly head: string;
  readonly content: string | Buffer;
}

const field = (name: string, value: string): Part => ({
  head: `Content-Disposition: form-data; name="${name}"`,
  content: value,
});
const file = (content: string | Buffer = png): Part => ({
  head: 'Content-Disposition: form-data; name="file"; filename="a.png"\r\nContent-Type: image/png',
  content,
});

function write(parts: readonly Part[], boundary = 'edge', end = '--\r\n'): Buffer {
  const written = parts.map(({ head, content }) =>
    Buffer.concat([
      Buffer.from(`--${boundary}\r\n${head}\r\n\r\n`),
      Buffer.from(content),
      Buffer.from('\r\n'),
    ]),
  );
  return Buffer.concat([...written, Buffer.from(`--${boundary}${end}`)]);
}

/** Sends `body` in pieces of `size` bytes, chunked, and gives the answer. */
async function send(body: Buffer, contentType = 'multipart/form-data; boundary=edge', size = body.length) {
  const outcome = Promise.withResolvers<unknown>();
  outcomes.push(outcome);
  const headers = contentType === '' ? {} : { 'content-type': contentType };
  const client = httpRequest({ port, host: '127.0.0.1', method: 'POST', headers, agent: false });
  const answered = new Promise<unknown>((resolve, reject) => {
    client.once('response', (response) => resolve(json(response))).once('error', reject);
  });
  for (let at = 0; at < body.length; at += size) client.write(body.subarray(at, at + size));
  client.end();
  const answer = await answered;
  expect(await outcome.promise).toEqual({ answer, left: [] });
  return answer;
}

const name = field('fileName', 'a.png');
const tags = field('tags', 'a,b');
const bothFields = [
  ['fileName', 'a.png'],
  ['tags', 'a,b'],
];

describe('a form is read', () => {
  it.each([
    ['first', [file(), name, tags]],
    ['in the middle', [name, file(), tags]],
    ['last', [name, tags, file()]],
  ])('with the file %s', async (_, parts) => {
    for (const size of [37, 4096, 1_000_000]) {
      expect(await send(write(parts), undefined, size)).toEqual({ fields: bothFields, file: pngFile });
    }
  });

  it.each<[string, string]>([
    [
      'a file name and octets (Go 2)',
      '; filename="anonymous_file"\r\nContent-Type: application/octet-stream',
    ],
    ['octets without a file name (Java 3)', '\r\nContent-Type: application/octet-stream'],
    ['text/plain without a file name (Ruby 4)', '\r\nContent-Type: text/plain'],
    ['a type with a charset', '; filename="a"\r\nContent-Type: text/plain; charset=utf-8'],
    ['an empty type (Ruby 3)', '; filename="a.png"\r\nContent-Type: '],
    ['no type', '; filename="a.png"'],
    ['an empty file name', '; filename=""\r\nContent-Type: image/png'],
    ['a file name in two forms', `; filename="a.png"; filename*=UTF-8''%C3%A4.png`],
    ['a file name with quotes', '; filename="a \\"b\\".png"\r\nContent-Type: image/png'],
    ['a transfer encoding', '; filename="a.png"\r\nContent-Transfer-Encoding: binary'],
    ['headers of its own', '; filename="a.png"\r\nContent-Length: 5\r\nX-Other: 1'],
  ])('with a file part that has %s', async (_, rest) => {
    const part = { head: `Content-Disposition: form-data; name="file"${rest}`, content: png };
    expect(await send(write([part, name]))).toEqual({ fields: [['fileName', 'a.png']], file: pngFile });
  });

  it.each<[string, string]>([
    ['plain', 'Content-Disposition: form-data; name="x"'],
    ['text/plain', 'Content-Disposition: form-data; name="x"\r\nContent-Type: text/plain'],
    [
      'of UTF-8 (Java 3)',
      'Content-Disposition: form-data; name="x"\r\nContent-Type: text/plain; charset=utf-8',
    ],
    ['JSON (Ruby 4)', 'Content-Disposition: form-data; name="x"\r\nContent-Type: application/json'],
    ['octets', 'Content-Disposition: form-data; name="x"\r\nContent-Type: application/octet-stream'],
    ['without quotes', 'Content-Disposition: form-data; name=x'],
    ['in lower case', 'content-disposition:form-data;name="x"'],
    ['with a file name', 'Content-Disposition: form-data; name="x"; filename="x"'],
  ])('with a text part that is %s', async (_, head) => {
    const part = { head, content: 'naïve 😀 50%' };
    expect(await send(write([part, file()]))).toEqual({ fields: [['x', 'naïve 😀 50%']], file: pngFile });
  });

  it.each([
    ['----WebKitFormBoundary7MA4YWxk', 'multipart/form-data; boundary=----WebKitFormBoundary7MA4YWxk'],
    [
      '--randomBoundary---------------------',
      'multipart/form-data; boundary=--randomBoundary---------------------',
    ],
    ['randomBoundary-------------------', 'multipart/form-data;boundary=randomBoundary-------------------'],
    ['quoted edge', 'multipart/form-data; boundary="quoted edge"'],
    ['edge', 'Multipart/Form-Data; charset=utf-8; BOUNDARY=edge'],
  ])('with the boundary %s', async (boundary, contentType) => {
    expect(await send(write([name, tags, file()], boundary), contentType, 501)).toEqual({
      fields: bothFields,
      file: pngFile,
    });
  });

  it('with a preamble and an epilogue, and without a line break at its very end', async () => {
    const body = Buffer.concat([
      Buffer.from('hello\r\n'),
      write([name, tags, file()]),
      Buffer.from('good bye'),
    ]);
    expect(await send(body)).toEqual({ fields: bothFields, file: pngFile });
    expect(await send(body, undefined, 10)).toEqual({ fields: bothFields, file: pngFile });
    expect(await send(write([name, tags, file()], 'edge', '--'))).toMatchObject({ file: pngFile });
  });

  it('with repeated and bracketed names, in their order', async () => {
    const pairs = ['t=a', 't[]=b', 't=c', 'm[key]=d', '__proto__=e'].map((pair) => pair.split('='));
    const parts = pairs.map(([name = '', value = '']) => field(name, value));
    expect(await send(write(parts))).toEqual({ fields: pairs });
  });

  it('without a file, with an empty one, with a URL', async () => {
    expect(await send(write([name]))).toEqual({ fields: [['fileName', 'a.png']] });
    expect(await send(write([]))).toEqual({ fields: [] });
    expect(await send(write([file('')]))).toEqual({ fields: [], file: { kind: 'empty' } });
    expect(await send(write([field('file', 'https://a.example/b.png')]))).toEqual({
      fields: [],
      file: { kind: 'url', url: 'https://a.example/b.png' },
    });
  });
});

const malformed = { code: 'invalid', message: 'Your request contains an invalid multipart body.' };
const missingFile = { code: 'invalid', message: 'Your request is missing file parameter.' };

describe('a body is refused', () => {
  it.each([
    ['JSON', 'application/json'],
    ['an urlencoded form', 'application/x-www-form-urlencoded'],
    ['another multipart', 'multipart/mixed; boundary=edge'],
    ['no type', ''],
  ])('that is %s', async (_, contentType) => {
    expect(await send(write([name, file()]), contentType)).toEqual(missingFile);
  });

  it.each<[string, Buffer, string | undefined]>([
    ['without a boundary', write([name, file()]), 'multipart/form-data'],
    ['with an endless boundary', write([name, file()]), `multipart/form-data; boundary=${'x'.repeat(300)}`],
    ['with another boundary', write([name, file()], 'other'), undefined],
    ['without a final boundary', write([name, file()], 'edge', '\r\n'), undefined],
    ['that ends in the middle of the file', write([name, file()]).subarray(0, 50_000), undefined],
    ['that ends in the middle of a header', write([name, file()]).subarray(0, 90), undefined],
    ['that ends in the middle of a field', write([name, file()]).subarray(0, 60), undefined],
    ['that is empty', Buffer.alloc(0), undefined],
    ['of noise', Buffer.alloc(100_000, 'noise'), undefined],
  ])('%s', async (_, body, contentType) => {
    expect(await send(body, contentType)).toEqual(malformed);
    expect(await send(body, contentType, 997)).toEqual(malformed);
  });

  it('with two files', async () => {
    expect(await send(write([file(), name, file()]), undefined, 1000)).toEqual({
      code: 'invalid',
      message: 'Your request contains invalid file parameter.',
    });
  });

  it('with a field that is too large', async () => {
    const parts = [file(), field('tags', 'x'.repeat(maxFieldBytes + 1))];
    expect(await send(write(parts))).toEqual({
      code: 'invalid',
      message: 'Your request contains invalid value for tags parameter.',
    });
    expect(await send(write([field('tags', 'x'.repeat(maxFieldBytes)), file()]))).toMatchObject({
      file: pngFile,
    });
  });

  it.each<[string, Part[]]>([
    ['too many fields', Array.from({ length: 201 }, () => tags)],
    [
      'too many parts that are none',
      Array.from({ length: 400 }, () => ({ head: 'X-Other: 1', content: 'x' })),
    ],
    ['too much text in all', Array.from({ length: 5 }, () => field('x', 'x'.repeat(maxFieldBytes)))],
  ])('with %s', async (_, parts) => {
    expect(await send(write([file(), ...parts]))).toEqual({
      code: 'invalid',
      message: 'Your request contains too many parameters.',
    });
  });

  it('with a file that is too large, and the client gets to read why', async () => {
    const body = write([name, file(Buffer.alloc(20 * maxBytes))]);
    expect(await send(body, undefined, 65_536)).toEqual({
      code: 'too_large',
      message: 'Your request contains invalid file parameter. The file size exceeds limits.',
    });
  });
});

describe('a part that is badly made', () => {
  it.each<[string, string]>([
    ['without headers', ''],
    ['without a disposition', 'Content-Type: text/plain'],
    ['without a name', 'Content-Disposition: form-data'],
    ['of another disposition', 'Content-Disposition: attachment; name="x"'],
    ['with a line break in its name', 'Content-Disposition: form-data; name="x\nfile"'],
    ['with an endless header', `X-Other: ${'x'.repeat(100_000)}\r\nContent-Disposition: form-data; name="x"`],
    ['with endless headers', `${'X: 1\r\n'.repeat(5000)}Content-Disposition: form-data; name="x"`],
  ])('%s is passed over', async (_, head) => {
    const body = write([{ head, content: 'x' }, name, file()]);
    for (const size of [body.length, 1009]) {
      expect(await send(body, undefined, size)).toEqual({ fields: [['fileName', 'a.png']], file: pngFile });
    }
  });
});

it.each([
  ['the file', write([name, file()]).subarray(0, 60_000)],
  ['a field', write([file(), name]).subarray(0, -10)],
])('leaves nothing of a client that goes away within %s', async (_, sent) => {
  const outcome = Promise.withResolvers<unknown>();
  outcomes.push(outcome);
  const headers = { 'content-type': 'multipart/form-data; boundary=edge' };
  const client = httpRequest({ port, host: '127.0.0.1', method: 'POST', headers, agent: false });
  client.on('error', () => {});
  client.write(sent, () => client.destroy());
  expect(await outcome.promise).toMatchObject({ left: [] });
});
