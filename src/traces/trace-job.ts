import type { Tracer } from '../domain/tracer.ts';

/** Of the renderer, told when it is over (render/job-over.ts). Times on the clock of `performance`. */
export interface MeasuredJob {
  readonly kind: string;
  readonly format: string;
  readonly lane: string;
  readonly operations: readonly string[];
  readonly pixels: number;
  readonly attempts: number;
  readonly addedAt: number;
  /** Absent: no worker has come to it. */
  readonly begunAt: number | undefined;
  readonly endedAt: number;
  readonly error: unknown;
}

/** Called where whoever has asked for the job goes on: so it becomes part of that. The wait and the work are steps apart. */
export function createTraceJob(tracer: Tracer): (job: MeasuredJob) => void {
  return (job) => {
    const { addedAt, begunAt, endedAt: at, error } = job;
    const whole = tracer.begin({ name: nameOf(job), begunAt: addedAt, attributes: attributesOf(job) });
    whole.run(() => {
      tracer.begin({ name: 'wait for worker', begunAt: addedAt }).end({ at: begunAt ?? at });
      if (begunAt !== undefined) tracer.begin({ name: 'work', begunAt }).end({ at, error });
    });
    whole.end({ at, error });
  };
}

function nameOf({ kind }: MeasuredJob): string {
  if (kind === 'probe') return 'probe';
  return kind === 'measure' ? 'measure' : 'render';
}

function attributesOf({ kind, format, lane, operations, pixels, attempts }: MeasuredJob) {
  return {
    'calotype.render.kind': kind,
    'calotype.render.format': format,
    'calotype.render.lane': lane,
    'calotype.render.operations': operations,
    'calotype.render.pixels': pixels,
    'calotype.render.attempts': attempts,
  };
}
