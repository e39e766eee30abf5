import { createCounter, createTimer } from './by-labels.ts';
import { type Family, gauge } from './family.ts';

/** A piece of work that a render worker has had. */
export interface MeasuredJob {
  readonly kind: string;
  readonly format: string;
  /** At work, without the wait. */
  readonly seconds: number;
}

export interface RenderMetrics {
  readonly families: readonly Family[];
  noteJob(job: MeasuredJob): void;
  /** A worker has ended that was not to end. */
  noteLoss(reason: string): void;
  /** A job was not accepted, or has waited in vain. */
  noteRefusal(why: string): void;
}

/** Of the pool, at this moment. */
export interface RenderLoad<Lane extends string = string> {
  readonly lanes: readonly Lane[];
  waitingIn(lane: Lane): number;
  runningIn(lane: Lane): number;
  readonly pixelsInFlight: number;
  readonly readyWorkers: number;
}

const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** `readLoad`: the pool is there only after these, which it tells. */
export function createRenderMetrics(readLoad: () => RenderLoad): RenderMetrics {
  const seconds = createTimer(
    'calotype_render_seconds',
    'Work of a render worker on one job, by kind of work and by the format that is written, or read by looks.',
    { labelNames: ['kind', 'format'], bounds },
  );
  const losses = createCounter(
    'calotype_render_worker_restarts_total',
    'Render workers that were replaced: crash, time, memory, or work for nobody (abandoned).',
    ['reason'],
  );
  const refusals = createCounter(
    'calotype_render_refused_total',
    'Jobs answered with 503: the queue was full, or the wait too long.',
    ['reason'],
  );
  return {
    noteJob: (job) => seconds.observe(job.seconds, job.kind, job.format),
    noteLoss: (reason) => losses.add(1, reason),
    noteRefusal: (why) => refusals.add(1, why),
    families: [
      seconds.family,
      losses.family,
      refusals.family,
      byLane('calotype_render_queue_jobs', 'Jobs that wait for a worker.', readLoad, 'waitingIn'),
      byLane('calotype_render_running_jobs', 'Jobs that workers are at.', readLoad, 'runningIn'),
      gauge(
        'calotype_render_pixels_in_flight',
        'Pixels of all running jobs.',
        () => readLoad().pixelsInFlight,
      ),
      gauge('calotype_render_workers', 'Workers that are ready to work.', () => readLoad().readyWorkers),
    ],
  };
}

function byLane(
  name: string,
  help: string,
  readLoad: () => RenderLoad,
  what: 'waitingIn' | 'runningIn',
): Family {
  return {
    name,
    help,
    type: 'gauge',
    samples() {
      const load = readLoad();
      return load.lanes.map((lane) => ({ labels: { lane }, value: load[what](lane) }));
    },
  };
}
