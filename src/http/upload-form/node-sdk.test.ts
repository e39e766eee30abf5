import { createReadStream } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ImageKit, { toFile } from '@imagekit/nodejs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { authenticate } from '../../access/authenticate.ts';
import { createMemoryBlobStore } from '../../blobs/memory-blob-store.ts';
import { readUploadRequest } from '../../library/upload-request.ts';
import { createReceiveFile, discardReceived } from '../../library/upload-source/receive-file.ts';
import { readUploadForm } from './read-upload-form.ts';

type UploadParams = Parameters<ImageKit['files']['upload']>[0];

const bytes = Buffer.from('89504e470d0a1a0a00ff', 'hex');
const privateKey = 'private_unit_test_key_0001';
const keyPair = { publicKey: 'public_x', privateKey, kind: 'standard', createdAt: new Date() } as const;
const signal = new AbortController().signal;

let server: Server;
let folder: string;
let sdk: ImageKit;

/** The unmodified SDK on one side, our readers on the other: the answer is what they understood. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'calotype-sdk-'));
  await writeFile(join(folder, 'cat.png'), bytes);
  const receiveFile = createReceiveFile({ blobs: createMemoryBlobStore(), maxBytes: 1000 });
  server = createServer(async (request, response) => {
    authenticate(request.headers.authorization, [keyPair], new Date());
    const form = await readUploadForm(request, {
      maxFieldBytes: 1000,
      signal,
      receiveFile: (part) => receiveFile(part, signal),
    });
    const { file } = form;
    const content = file?.kind === 'bytes' ? (await readFile(file.staged.path)).toString('hex') : file;
    await discardReceived(file);
    const { responseFields, ...wishes } = readUploadRequest(form.fields);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ ...wishes, responseFields: [...responseFields], content }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  sdk = new ImageKit({ privateKey, baseURL: `http://127.0.0.1:${port}`, maxRetries: 0 });
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

const url = 'https://a.example/cat.png?a=1';

it.each<[string, () => UploadParams['file'] | Promise<UploadParams['file']>, unknown]>([
  ['a stream', () => createReadStream(join(folder, 'cat.png')), bytes.toString('hex')],
  ['bytes', () => toFile(bytes, 'cat.png'), bytes.toString('hex')],
  ['a File', () => new File([bytes], 'cat.png', { type: 'image/png' }), bytes.toString('hex')],
  ['base64', () => bytes.toString('base64'), bytes.toString('hex')],
  ['a data URI', () => `data:image/png;base64,${bytes.toString('base64')}`, bytes.toString('hex')],
  ['a URL', () => url, { kind: 'url', url }],
])('takes %s from the Node SDK', async (_, file, content) => {
  expect(await sdk.files.upload({ file: await file(), fileName: 'cat.png' })).toMatchObject({
    fileName: 'cat.png',
    content,
  });
});

it('takes every parameter from the Node SDK', async () => {
  const params = {
    fileName: 'ä cat.png',
    folder: '/cats/',
    tags: ['a', 'b'],
    useUniqueFileName: false,
    isPrivateFile: true,
    isPublished: false,
    customCoordinates: '1,2,3,4',
    description: 'A cat, asleep',
    overwriteFile: false,
    overwriteTags: false,
    overwriteAITags: false,
    overwriteCustomMetadata: false,
    responseFields: ['tags', 'isPublished'],
  } satisfies Omit<UploadParams, 'file'>;
  const answer = await sdk.files.upload({ file: createReadStream(join(folder, 'cat.png')), ...params });
  expect(answer).toEqual({ ...params, content: bytes.toString('hex') });
});
