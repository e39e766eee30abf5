import { forgetPeak, peakBytes, residentBytes } from '../../test/endurance/resident-bytes.ts';
import { streamUpload, videoHead } from '../../test/endurance/stream-upload.ts';
import { startServer } from '../../test/support/start-server.ts';
import type { Part } from '../part.ts';

const mebibyte = 1024 * 1024;
const sizeBytes = 2048 * mebibyte;

/** What a film of two gigabytes costs in memory while it comes in. */
export const bigUpload: Part = {
  name: 'upload',
  async run() {
    const server = await startServer();
    const { pid } = server.process;
    await streamUpload(server, { fileName: 'warm-up.mp4', head: videoHead, sizeBytes: mebibyte });
    const idleBytes = await residentBytes(pid);
    await forgetPeak(pid);
    const startedAt = performance.now();
    const { status, text } = await streamUpload(server, { fileName: 'film.mp4', head: videoHead, sizeBytes });
    if (status !== 200) throw new Error(`The upload answered ${status}: ${text}`);
    const seconds = (performance.now() - startedAt) / 1000;
    const above = ((await peakBytes(pid)) - idleBytes) / mebibyte;
    await server.stop();
    return [
      {
        what: 'upload of 2 GB, peak of resident memory above idle',
        measured: `${above.toFixed(0)} MB`,
        spread: `${(idleBytes / mebibyte).toFixed(0)} MB when idle; ${(sizeBytes / mebibyte / seconds).toFixed(0)} MB/s`,
        bar: { text: '≤ 64 MB', isReached: above <= 64 },
      },
    ];
  },
};
