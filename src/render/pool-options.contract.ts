import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { WorkerLimits } from './limits.ts';
import type { RenderPoolOptions } from './pool.ts';

const folder = mkdtempSync(join(tmpdir(), 'render-pool-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

/** What tests of the renderer share. */
export const usualPool: RenderPoolOptions & WorkerLimits = {
  workers: 1,
  workerMemoryBytes: 2 ** 30,
  timeoutSeconds: 60,
  queue: 100,
  maxPixelsInFlight: 200_000_000,
  maxPixels: 50_000_000,
  maxSvgElements: 100_000,
  maxDecoderBytes: 2 ** 29,
  maxTextSide: 16_383,
  maxTextPixels: 25_000_000,
  maxFontBytes: 2 ** 25,
  fontsFolder: resolve(import.meta.dirname, '..', '..', 'fonts'),
  fontCacheFolder: join(folder, 'fonts'),
  scratchFolder: join(folder, 'scratch'),
};
