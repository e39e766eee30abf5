import { join } from 'node:path';
import type { Logger } from 'pino';
import { type Config, pixelsInFlightOf, workersOf } from '../config.ts';
import { createMetrics, type Metrics, type MetricsParts } from '../metrics/metrics.ts';
import type { JobOver } from '../render/job-over.ts';
import { createRenderPool, type RenderPool } from '../render/pool.ts';
import { removeUnused } from '../render/remove-unused.ts';

interface RendererJoint extends Pick<MetricsParts, 'version' | 'readKept'> {
  readonly config: Config;
  /** Of the package. */
  readonly fontsFolder: string;
  /** Undefined: nobody wants to know. */
  readonly onJobOver: ((job: JobOver) => void) | undefined;
  readonly log: Logger;
}

interface JoinedRenderer {
  readonly pool: RenderPool;
  readonly metrics: Metrics;
  /** Removes what workers have left in their folders. */
  tidyRenderer(now: Date): Promise<void>;
}

/** The workers, and the counts that they and everybody else add to. */
export function joinRenderer({
  config,
  fontsFolder,
  onJobOver,
  log,
  ...told
}: RendererJoint): JoinedRenderer {
  const folders = {
    fontCacheFolder: join(config.data, 'fonts'),
    scratchFolder: join(config.data, 'scratch'),
  };
  const metrics: Metrics = createMetrics({ ...told, readLoad: () => pool });
  const pool = createRenderPool({
    ...folders,
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
    ...(onJobOver && { onJobOver }),
  });
  return { pool, metrics, tidyRenderer: (now) => removeUnused(folders, now) };
}
