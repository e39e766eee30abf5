import { readdir } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { basic, call, tryUpload, uploadPath } from '../support/api.ts';
import { filePart, makeForm, textParts } from '../support/form.ts';
import { allowLoopback, type LoopbackOrigin, serveOrigin } from '../support/loopback-origin.ts';
import { drawPlain } from '../support/pictures.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

let server: RunningServer;
let origin: LoopbackOrigin;
let picture: Buffer;
const video = (length: number) =>
  Buffer.concat([Buffer.from('0000001866747970', 'hex'), Buffer.from('mp42'), Buffer.alloc(length - 12)]);

beforeAll(async () => {
  picture = await drawPlain(64, 64, 'teal').png({ compressionLevel: 0 }).toBuffer();
  origin = await serveOrigin((request, response) => {
    const size = Number(new URL(request.url ?? '', 'http://origin').searchParams.get('size'));
    response.end(Buffer.alloc(size, 'a'));
  });
  server = await startServer({
    ...allowLoopback,
    CALOTYPE_MAX_IMAGE_UPLOAD_BYTES: picture.length,
    CALOTYPE_MAX_VIDEO_UPLOAD_BYTES: 40_000,
    CALOTYPE_MAX_RAW_UPLOAD_BYTES: 20_000,
  });
});
afterAll(async () => {
  await server.stop();
  await origin.close();
});

const tooLarge = { message: 'Your request contains invalid file parameter. The file size exceeds limits.' };

/** Spec upload §4.3: 400, not 413, and readable. */
describe('a file', () => {
  it.each<[string, string, () => Buffer | string, boolean]>([
    ['a picture of the limit', 'a.png', () => picture, true],
    ['a picture and one byte', 'a.png', () => Buffer.concat([picture, Buffer.alloc(1)]), false],
    ['raw bytes of the limit', 'a.txt', () => 'a'.repeat(20_000), true],
    ['raw bytes and one more', 'a.txt', () => 'a '.repeat(10_001), false],
    ['a video of the limit', 'a.mp4', () => video(40_000), true],
    ['a video and one byte', 'a.mp4', () => video(40_001), false],
    ['far more than any limit', 'a.mp4', () => Buffer.alloc(8_000_000), false],
    ['a URL of the limit', 'a.bin', () => `${origin.url}/?size=20000`, true],
    ['a URL of one byte more', 'a.bin', () => `${origin.url}/?size=20001`, false],
    ['a URL far beyond any limit', 'a.bin', () => `${origin.url}/?size=5000000`, false],
  ])('has a limit of its kind: %s', async (_, fileName, file, fits) => {
    const answer = await tryUpload(server, file(), { fileName });
    expect(answer.status).toBe(fits ? 200 : 400);
    if (!fits) expect(answer.json()).toMatchObject(tooLarge);
  });

  it('that was refused is nowhere', async () => {
    await tryUpload(server, Buffer.alloc(1_000_000), { fileName: 'refused.bin', folder: '/refused' });
    expect((await call(server, 'GET', '/v1/files?path=/refused')).json()).toEqual([]);
    expect((await call(server, 'GET', '/v1/files?type=folder&name=refused')).json()).toEqual([]);
  });

  it('whose client leaves in the middle is nowhere, and its bytes are gone', async () => {
    const files = async () => (await readdir(join(server.dataFolder, 'blobs'), { recursive: true })).sort();
    const before = await files();
    const { hostname, port } = new URL(server.url);
    const form = makeForm([...textParts({ fileName: 'left.mp4', folder: '/left' }), filePart(video(30_000))]);
    const headers = { ...basic(server.privateKey), ...form.headers, 'content-length': form.body.length };
    const sent = request({ hostname, port, path: uploadPath, method: 'POST', headers });
    sent.on('error', () => {});
    sent.write(form.body.subarray(0, 20_000));
    await expect.poll(files).not.toEqual(before);
    sent.destroy();
    await expect.poll(files).toEqual(before);
    expect((await call(server, 'GET', '/v1/files?path=/left')).json()).toEqual([]);
  });
});
