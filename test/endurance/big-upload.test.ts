import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call } from '../support/api.ts';
import { ask } from '../support/ask.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';
import { listLeftovers } from './leftovers.ts';
import { forgetPeak, peakBytes, residentBytes } from './resident-bytes.ts';
import { streamUpload, videoHead } from './stream-upload.ts';

const mebibyte = 1024 * 1024;
const limitOfVideos = 2048 * mebibyte;

let server: RunningServer;

beforeAll(async () => {
  server = await startServer();
});

afterAll(() => server.stop());

describe('a video of two gigabytes', () => {
  it('is taken whole, in no more than 64 MB of memory', { timeout: 300_000 }, async () => {
    const { pid } = server.process;
    await streamUpload(server, { fileName: 'warm-up.mp4', head: videoHead, sizeBytes: mebibyte });
    const idleBytes = await residentBytes(pid);
    await forgetPeak(pid);

    const film = { fileName: 'film.mp4', head: videoHead, sizeBytes: limitOfVideos };
    const { status, text } = await streamUpload(server, film);
    expect(status, text).toBe(200);
    expect(JSON.parse(text)).toMatchObject({ size: limitOfVideos, filePath: '/film.mp4' });
    expect((await peakBytes(pid)) - idleBytes).toBeLessThanOrEqual(64 * mebibyte);

    const range = { range: `bytes=0-${videoHead.length - 1}` };
    const beginning = await ask(server.url, '/demo/film.mp4', { headers: range });
    expect(beginning.bytes).toEqual(videoHead);
    expect(beginning.headers['content-range']).toMatch(new RegExp(`/${limitOfVideos}$`));
  });
});

describe('a file of one byte more than the limit', () => {
  const limitBytes = 4 * mebibyte;
  let small: RunningServer;

  beforeAll(async () => {
    small = await startServer({
      CALOTYPE_MAX_VIDEO_UPLOAD_BYTES: limitBytes,
      CALOTYPE_MAX_IMAGE_UPLOAD_BYTES: mebibyte,
      CALOTYPE_MAX_RAW_UPLOAD_BYTES: mebibyte,
    });
  });

  afterAll(() => small.stop());

  it.each([
    ['film.mp4', videoHead, limitBytes],
    ['drawing.gif', Buffer.from('GIF89a\x01\0\x01\0\0\0\0', 'latin1'), mebibyte],
    ['notes.txt', Buffer.from('Notes: '), mebibyte],
  ])('%s is refused, and one of exactly the limit is not', async (fileName, head, sizeBytes) => {
    const refused = await streamUpload(small, { fileName, head, sizeBytes: sizeBytes + 1 });
    expect(refused.status).toBe(400);
    expect(JSON.parse(refused.text)).toMatchObject({
      message: 'Your request contains invalid file parameter. The file size exceeds limits.',
    });
    expect(await listLeftovers(small.dataFolder)).toEqual([]);
    expect((await call(small, 'GET', `/v1/files?name=${fileName}`)).json()).toEqual([]);

    expect((await streamUpload(small, { fileName, head, sizeBytes })).status).toBe(200);
  });
});
