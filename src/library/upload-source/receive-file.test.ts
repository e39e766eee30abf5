import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileBlobStore } from '../../blobs/file-blob-store.ts';
import { createReceiveFile, discardReceived, type ReceiveFile, settleSource } from './receive-file.ts';

const maxBytes = 100_000;
const signal = new AbortController().signal;
const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(50_000, 7)]);
const encoded = png.toString('base64');
const octets = 'application/octet-stream';

let folder: string;
let receive: ReceiveFile;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'calotype-receive-'));
  receive = createReceiveFile({ blobs: await createFileBlobStore({ folder }), maxBytes });
});
afterEach(() => rm(folder, { recursive: true }));

const staged = () => readdir(join(folder, 'temporary'));

/** Cut into pieces, so that nothing depends on where a chunk ends. */
function pieces(content: string | Buffer, size = 1000): Readable {
  const buffer = Buffer.from(content);
  const count = Math.ceil(buffer.length / size);
  return Readable.from(
    Array.from({ length: count }, (_, index) => buffer.subarray(index * size, (index + 1) * size)),
    { objectMode: false },
  );
}

interface Claims {
  readonly filename?: string;
  readonly contentType?: string;
}

const part = (content: string | Buffer, claims: Claims = {}, size?: number) => ({
  stream: pieces(content, size),
  filename: claims.filename,
  contentType: claims.contentType,
});

const textField = { contentType: 'text/plain' };
const filePart = { filename: 'photo.png', contentType: octets };

describe('bytes', () => {
  it.each<[string, Claims, string | Buffer, string | Buffer]>([
    ['a file part', filePart, png, png],
    ['a file part with a wrong type', { filename: 'a', contentType: 'text/html' }, png, png],
    ['raw bytes as a text part without file name (Ruby 4)', textField, png, png],
    ['octets without file name (Java 3)', { contentType: octets }, png, png],
    ['base64 in a text field', textField, encoded, png],
    ['base64 in a part without type', {}, encoded, png],
    [
      'base64 with a line break after every 60 digits (Ruby 3)',
      textField,
      encoded.replace(/.{60}/g, '$&\n'),
      png,
    ],
    ['base64 with CRLF and blanks', textField, ` ${encoded.replace(/.{76}/g, '$&\r\n')} \r\n`, png],
    ['URL-safe base64', textField, png.toString('base64url'), png],
    ['base64 without padding', textField, encoded.replace(/=+$/, ''), png],
    ['very short base64', textField, 'iVBORw0KGgoAAAAN', Buffer.from('89504e470d0a1a0a0000000d', 'hex')],
    ['a word, which is base64 as well', textField, 'hello', Buffer.from('hell', 'base64').subarray(0, 3)],
    ['a data URI in a text field', textField, `data:image/png;base64,${encoded}`, png],
    ['a data URI in a file part (Go 2)', filePart, `data:image/png;base64,${encoded}`, png],
    [
      'a data URI with parameters',
      textField,
      `DATA:text/plain;charset=utf-8;name=a;base64,aGVsbG8=`,
      'hello',
    ],
    ['a data URI without a type', textField, 'data:;base64,aGVs\nbG8', 'hello'],
    ['a data URI that is not base64', textField, 'data:text/plain,hello', 'data:text/plain,hello'],
    ['base64 with a file name, which is a file', filePart, encoded, encoded],
    ['base64 as octets without file name, which is a file', { contentType: octets }, encoded, encoded],
    ['text with a comma at its end', textField, `${'word '.repeat(4000)},`, `${'word '.repeat(4000)},`],
    ['padding in the middle', textField, 'aGVs=bG8=', 'aGVs=bG8='],
    ['too much padding', textField, 'aGVsbG8===', 'aGVsbG8==='],
    ['white space alone', textField, ' \n', ' \n'],
    ['a URL of another scheme', textField, 'ftp://example.com/a.png', 'ftp://example.com/a.png'],
    ['two URLs', textField, 'http://a.example/\nhttp://b.example/', 'http://a.example/\nhttp://b.example/'],
    [
      'a URL that is too long',
      textField,
      `http://a.example/${'a'.repeat(8192)}`,
      `http://a.example/${'a'.repeat(8192)}`,
    ],
    [
      'a URL in a text file',
      { filename: 'a', contentType: 'text/plain' },
      'http://a.example/',
      'http://a.example/',
    ],
  ])('takes %s for what it is', async (_, claims, content, expected) => {
    for (const size of [1, 7, 100_000]) {
      const received = await receive(part(content, claims, Math.max(size, content.length / 500)), signal);
      if (received.kind !== 'bytes') throw new Error(received.kind);
      expect(await readFile(received.staged.path)).toEqual(Buffer.from(expected));
      expect(await staged()).toHaveLength(1);
      await discardReceived(received);
    }
    expect(await staged()).toEqual([]);
  });
});

describe('a URL', () => {
  it.each<[string, Claims, string]>([
    ['in a text field', textField, 'https://a.example/cat.jpg?x=1'],
    ['in a field without type', {}, 'https://a.example/cat.jpg?x=1'],
    ['with white space around it', textField, '\n https://a.example/cat.jpg?x=1\r\n'],
    ['as octets without file name (Java 3)', { contentType: octets }, 'https://a.example/cat.jpg?x=1'],
    [
      'as a file part (Go 2)',
      { filename: 'anonymous_file', contentType: octets },
      'https://a.example/cat.jpg?x=1',
    ],
  ])('is seen %s', async (_, claims, content) => {
    const received = await receive(part(content, claims), signal);
    expect(received).toMatchObject({ kind: 'url', url: 'https://a.example/cat.jpg?x=1' });
    expect(await settleSource(received, 'cat.jpg')).toEqual({
      kind: 'url',
      url: 'https://a.example/cat.jpg?x=1',
    });
    expect(await staged()).toEqual([]);
  });

  it.each([
    ['HTTP://A.EXAMPLE/cat.jpg', 'cat', 'url'],
    ['http://a.example/cat.jpg', 'link.txt', 'bytes'],
    ['http://a.example/cat.jpg', 'LINK.URL', 'bytes'],
    ['http://a.example/cat.jpg', 'cat.jpg', 'url'],
  ])('%s in a file part named %s is settled as %s', async (url, fileName, kind) => {
    const received = await receive(part(url, { filename: 'f', contentType: octets }), signal);
    const settled = await settleSource(received, fileName);
    expect(settled.kind).toBe(kind);
    expect(await staged()).toHaveLength(kind === 'bytes' ? 1 : 0);
    await discardReceived(received);
    expect(await staged()).toEqual([]);
  });
});

it('takes no bytes for no file', async () => {
  const received = await receive(part('', filePart), signal);
  expect(received).toEqual({ kind: 'empty' });
  await expect(settleSource(received, 'a.png')).rejects.toMatchObject({
    code: 'invalid',
    message: 'Your request is missing file parameter.',
  });
});

it.each([
  ['a data URI with a stray character', 'data:image/png;base64,aGVs*G8='],
  ['a data URI with digits after its padding', 'data:image/png;base64,aGVsbG8=aGVs'],
  ['a data URI without payload', 'data:image/png;base64,'],
  ['a data URI of a single digit', 'data:image/png;base64,a'],
  ['a single digit', 'a'],
])('refuses %s and leaves nothing', async (_, content) => {
  await expect(receive(part(content, textField), signal)).rejects.toMatchObject({
    code: 'invalid',
    message: 'Your request contains invalid file parameter.',
  });
  expect(await staged()).toEqual([]);
});

describe('the limit', () => {
  const full = Buffer.alloc(maxBytes, 7);
  const over = Buffer.alloc(maxBytes + 1, 7);
  const lines = (buffer: Buffer) => buffer.toString('base64').replace(/.{60}/g, '$&\n');

  it.each<[string, Claims, (bytes: Buffer) => string | Buffer]>([
    ['bytes', filePart, (bytes) => bytes],
    ['bytes in a text field', textField, (bytes) => bytes],
    ['base64', textField, lines],
    ['a data URI', textField, (bytes) => `data:image/png;base64,${lines(bytes)}`],
  ])('counts decoded bytes of %s', async (_, claims, write) => {
    const received = await receive(part(write(full), claims), signal);
    expect(received).toMatchObject({ kind: 'bytes', staged: { sizeBytes: maxBytes } });
    await discardReceived(received);
    await expect(receive(part(write(over), claims), signal)).rejects.toMatchObject({
      code: 'too_large',
      message: 'Your request contains invalid file parameter. The file size exceeds limits.',
    });
    expect(await staged()).toEqual([]);
  });
});

describe.each([
  ['before anything came', ''],
  ['among bytes', png],
  ['among base64', encoded],
  ['among a data URI', `data:image/png;base64,${encoded}`],
])('a part that breaks off %s', (_, content) => {
  it('leaves nothing when the stream fails', async () => {
    const stream = Readable.from(
      (async function* () {
        if (content.length > 0) yield Buffer.from(content);
        throw new Error('broken');
      })(),
      { objectMode: false },
    );
    await expect(receive({ stream, filename: undefined, contentType: undefined }, signal)).rejects.toThrow(
      'broken',
    );
    expect(await staged()).toEqual([]);
  });

  it('leaves nothing when the signal fires', async () => {
    const controller = new AbortController();
    const stream = new Readable({ read() {} });
    if (content.length > 0) stream.push(Buffer.from(content));
    const received = receive({ stream, filename: undefined, contentType: undefined }, controller.signal);
    controller.abort();
    await expect(received).rejects.toThrow();
    expect(stream.destroyed).toBe(true);
    expect(await staged()).toEqual([]);
  });
});
