import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask } from '../support/ask.ts';
import { describeWithS3 } from '../support/describe-with-s3.ts';
import { s3Url } from '../support/s3-server.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';
import { forgetPeak, peakBytes, residentBytes } from './resident-bytes.ts';
import { streamUpload, videoHead } from './stream-upload.ts';

const mebibyte = 1024 * 1024;
const sizeBytes = 2048 * mebibyte;
const limitBytes = 64 * mebibyte;

describeWithS3('a video of two gigabytes, in a bucket', (s3) => {
  let server: RunningServer;
  let idleBytes: number;
  beforeAll(async () => {
    server = await startServer({ CALOTYPE_BLOBS_URL: s3Url(s3(), await s3().makeBucket()) });
    await streamUpload(server, { fileName: 'warm-up.mp4', head: videoHead, sizeBytes: mebibyte });
    idleBytes = await residentBytes(server.process.pid);
  });
  afterAll(() => server.stop());

  it('is taken whole, in no more than 64 MB of memory', { timeout: 600_000 }, async () => {
    await forgetPeak(server.process.pid);
    const { status, text } = await streamUpload(server, { fileName: 'film.mp4', head: videoHead, sizeBytes });
    expect(status, text).toBe(200);
    expect(JSON.parse(text)).toMatchObject({ size: sizeBytes, filePath: '/film.mp4' });
    expect((await peakBytes(server.process.pid)) - idleBytes).toBeLessThanOrEqual(limitBytes);
  });

  it('is delivered in part without being fetched, and whole without being held', {
    timeout: 600_000,
  }, async () => {
    const range = { range: `bytes=0-${videoHead.length - 1}` };
    const beginning = await ask(server.url, '/demo/film.mp4', { headers: range });
    expect(beginning.bytes).toEqual(videoHead);
    expect(beginning.headers['content-range']).toMatch(new RegExp(`/${sizeBytes}$`));

    // What the upload has left behind is not of this.
    const beforeBytes = await residentBytes(server.process.pid);
    await forgetPeak(server.process.pid);
    let received = 0;
    const { body } = await fetch(`${server.endpoint}/film.mp4`);
    for await (const chunk of body ?? []) received += chunk.length;
    expect(received).toBe(sizeBytes);
    expect((await peakBytes(server.process.pid)) - beforeBytes).toBeLessThanOrEqual(limitBytes);
  });
});
