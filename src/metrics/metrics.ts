import { type ApiMetrics, createApiMetrics } from './api-metrics.ts';
import { createCacheMetrics, type ReadKept } from './cache-metrics.ts';
import { createDeliveryMetrics, type DeliveryMetrics } from './delivery-metrics.ts';
import { writeExposition } from './exposition.ts';
import { createProcessMetrics } from './process-metrics.ts';
import { createRenderMetrics, type RenderLoad, type RenderMetrics } from './render-metrics.ts';

/** What happens, counted in plain numbers where it happens, and written down when somebody asks. */
export interface Metrics {
  readonly delivery: DeliveryMetrics;
  readonly render: RenderMetrics;
  readonly api: ApiMetrics;
  /** For Prometheus. */
  write(): string;
}

export interface MetricsParts {
  readonly version: string;
  readonly readLoad: () => RenderLoad;
  readonly readKept: ReadKept;
}

export function createMetrics({ version, readLoad, readKept }: MetricsParts): Metrics {
  const delivery = createDeliveryMetrics();
  const render = createRenderMetrics(readLoad);
  const api = createApiMetrics();
  const families = [
    ...delivery.families,
    ...render.families,
    ...createCacheMetrics(readKept),
    ...api.families,
    ...createProcessMetrics(version),
  ];
  return { delivery, render, api, write: () => writeExposition(families) };
}
