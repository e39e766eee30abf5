import { monitorEventLoopDelay } from 'node:perf_hooks';
import { type Family, gauge } from './family.ts';

const nanosecondsPerSecond = 1e9;
const resolutionMilliseconds = 20;

/** Of this process, workers aside. The event loop is watched from the first question on: whoever never asks pays nothing. */
export function createProcessMetrics(version: string): Family[] {
  let watch: ReturnType<typeof monitorEventLoopDelay> | undefined;
  return [
    {
      name: 'calotype_event_loop_lag_seconds',
      help: 'How late the event loop was since the last question; quantile 1 is the latest.',
      type: 'gauge',
      samples() {
        watch ??= startWatch();
        const lags = [0.5, 0.99, 1].map((quantile) => ({
          labels: { quantile: String(quantile) },
          value: lagAt(watch, quantile),
        }));
        watch.reset();
        return lags;
      },
    },
    gauge('process_resident_memory_bytes', 'Resident memory, without workers.', () =>
      process.memoryUsage.rss(),
    ),
    gauge('process_start_time_seconds', 'When the process began, in seconds since 1970.', () =>
      Math.round(performance.timeOrigin / 1000),
    ),
    {
      name: 'process_cpu_seconds_total',
      help: 'Processor time, without workers.',
      type: 'counter',
      samples() {
        const { user, system } = process.cpuUsage();
        return [{ labels: {}, value: (user + system) / 1e6 }];
      },
    },
    {
      name: 'calotype_info',
      help: 'Always 1; the version is a label.',
      type: 'gauge',
      samples: () => [{ labels: { version }, value: 1 }],
    },
  ];
}

function startWatch(): ReturnType<typeof monitorEventLoopDelay> {
  const watch = monitorEventLoopDelay({ resolution: resolutionMilliseconds });
  watch.enable();
  return watch;
}

/** Its samples are whole intervals, of which only the excess is a delay. Without a sample it says nonsense. */
function lagAt(watch: ReturnType<typeof monitorEventLoopDelay> | undefined, quantile: number): number {
  if (watch === undefined || watch.count === 0) return 0;
  const nanoseconds = watch.percentile(quantile * 100) - resolutionMilliseconds * 1e6;
  return Math.max(0, nanoseconds) / nanosecondsPerSecond;
}
