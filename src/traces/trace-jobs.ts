import type { JobHandler } from '../domain/job-queue.ts';
import { traceStep } from '../domain/trace-step.ts';
import type { Tracer } from '../domain/tracer.ts';

type Handlers = Readonly<Record<string, JobHandler>>;

/** Each attempt at a job is a trace of its own: whoever has asked for it has long had an answer. */
export function traceJobs(handlers: Handlers, tracer: Tracer): Handlers {
  return Object.fromEntries(
    Object.entries(handlers).map(([kind, handle]): [string, JobHandler] => [
      kind,
      (run) => {
        const { id, attempts } = run.job;
        const attributes = { 'calotype.job.id': id, 'calotype.job.attempt': attempts };
        return traceStep(tracer, { name: `job ${kind}`, attributes }, () => handle(run));
      },
    ]),
  );
}
