import type { Logger } from 'pino';
import { type Config, pixelsInFlightOf, workersOf } from '../config.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { createRenderPool, type RenderPool, type RenderPoolOptions } from '../render/pool.ts';

interface PoolJoint {
  readonly config: Config;
  /** Of the package. */
  readonly fontsFolder: string;
  readonly renderFolders: Pick<RenderPoolOptions, 'fontCacheFolder' | 'scratchFolder'>;
  readonly metrics: Pick<Metrics, 'render'>;
  readonly log: Logger;
}

export function startPool({ config, fontsFolder, renderFolders, metrics, log }: PoolJoint): RenderPool {
  return createRenderPool({
    ...renderFolders,
    fontsFolder,
    workers: workersOf(config),
    workerMemoryBytes: config.workerMemoryBytes,
    timeoutSeconds: config.renderTimeoutSeconds,
    probeTimeoutSeconds: config.probeTimeoutSeconds,
    queue: config.renderQueue,
    maxPixelsInFlight: pixelsInFlightOf(config),
    maxPixels: config.maxPixels,
    maxSvgElements: config.maxSvgElements,
    maxTextSide: config.maxTextSide,
    maxTextPixels: config.maxTextPixels,
    maxFontBytes: config.maxFontBytes,
    onWorkerEvent(event) {
      log[event.kind === 'ready' ? 'debug' : 'warn'](event, 'render worker');
      if (event.kind === 'lost') metrics.render.noteLoss(event.reason);
    },
    onJobDone: metrics.render.noteJob,
    onRefused: metrics.render.noteRefusal,
  });
}
