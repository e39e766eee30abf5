import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { FindFile } from '../delivery/origins/find-file.ts';
import type { BlobStore } from '../domain/blob-store.ts';
import type { Bucket } from '../domain/bucket.ts';
import type { Database } from '../domain/database.ts';
import type { JobHandler } from '../domain/job-queue.ts';
import type { Origin } from '../domain/origin.ts';
import type { RenditionCache } from '../domain/rendition.ts';
import { traceStep } from '../domain/trace-step.ts';
import type { Tracer } from '../domain/tracer.ts';
import { createTracedRequests, type TracedRequests } from '../http/trace-requests.ts';
import type { JobOver } from '../render/job-over.ts';
import { traceBlobs } from '../traces/trace-blobs.ts';
import { traceBucket } from '../traces/trace-bucket.ts';
import { traceCache } from '../traces/trace-cache.ts';
import { traceDatabase } from '../traces/trace-database.ts';
import { createTraceJob } from '../traces/trace-job.ts';
import { traceJobs } from '../traces/trace-jobs.ts';
import { traceOrigin } from '../traces/trace-origin.ts';

/** What is traced is the same part with something around it. Where nothing is traced, it is the part itself. */
export interface Traces {
  blobs(blobs: BlobStore): BlobStore;
  bucket(bucket: Bucket): Bucket;
  cache<Cache extends RenditionCache>(cache: Cache): Cache;
  database(database: Database): Database;
  findFile(find: FindFile): FindFile;
  jobs(handlers: Readonly<Record<string, JobHandler>>): Readonly<Record<string, JobHandler>>;
  origin(origin: Origin, kind: string): Origin;
  readonly requests?: TracedRequests;
  readonly onJobOver?: (job: JobOver) => void;
  /** For origins; absent: they are sent none. */
  readonly headers?: Tracer['headers'];
  close(): Promise<void>;
}

const same = <Part>(part: Part): Part => part;

const untraced: Traces = {
  blobs: same,
  bucket: same,
  cache: same,
  database: same,
  findFile: same,
  jobs: same,
  origin: same,
  close: async () => {},
};

interface TraceJoint {
  readonly log: Logger;
  readonly version: string;
}

/** OpenTelemetry takes 27 MB and a tenth of a second: it is loaded only where there is a collector. */
export async function joinTraces(config: Config, { log, version }: TraceJoint): Promise<Traces> {
  const { otlpUrl: url, otlpHeaders: headers, traceService: service, traceRatio: ratio } = config;
  if (url === undefined) return untraced;
  const { createOtlpTracer } = await import('../traces/otlp-tracer.ts');
  const onFailure = (error: unknown) => log.warn({ err: error }, 'traces could not be sent');
  const tracer = createOtlpTracer({ url, headers, service, version, ratio, onFailure });
  return {
    blobs: (blobs) => traceBlobs(blobs, tracer),
    bucket: (bucket) => traceBucket(bucket, tracer),
    cache: (cache) => traceCache(cache, tracer),
    database: (database) => traceDatabase(database, tracer),
    findFile: (find) => (request) => traceStep(tracer, { name: 'find source' }, () => find(request)),
    jobs: (handlers) => traceJobs(handlers, tracer),
    origin: (origin, kind) => traceOrigin(origin, kind, tracer),
    requests: createTracedRequests({ tracer, trustedProxies: config.trustedProxies }),
    onJobOver: createTraceJob(tracer),
    ...(config.traceOrigins && { headers: tracer.headers }),
    close: tracer.close,
  };
}
