import { mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { MediaError } from '../domain/errors.ts';
import type { MediaFacts } from '../domain/media-facts.ts';
import type { Prober } from '../domain/prober.ts';
import type { Renderer, RenderResult } from '../domain/renderer.ts';
import { closing, errorOfLoss, tooManyWaiting, unreadableInTime } from './failures.ts';
import { writeFontConfig } from './fonts/font-config.ts';
import { describeJob, type JobOver } from './job-over.ts';
import { createJobQueue, type Lane, lanes } from './job-queue.ts';
import { formatOf, kindOf, type WorkKind } from './kind-of.ts';
import { laneOf, laneOfWork } from './lane-of.ts';
import type { WorkerLimits } from './limits.ts';
import type { ProbeDepth, Task, TaskValues, WorkError, WorkReply } from './messages.ts';
import { createPace } from './pace.ts';
import { createPendingJob, type PendingJob } from './pending-job.ts';
import { pixelsOf } from './pixels-of.ts';
import { watchWorkers } from './watch-workers.ts';
import { WorkerLost } from './worker-lost.ts';
import type { WorkerProcess, WorkerSetup } from './worker-process.ts';
import { createWorkerSet, type WorkerEvent } from './worker-set.ts';

export interface RenderPoolOptions extends Omit<WorkerLimits, 'maxDecoderBytes'> {
  readonly workers: number;
  /** A worker that holds more is replaced. After its first picture one holds about 105 MB, after a thousand 125. */
  readonly workerMemoryBytes: number;
  /** Longest wait for a worker, and again longest work. */
  readonly timeoutSeconds: number;
  /** Longest work on a probe: somebody waits for the answer to an upload. */
  readonly probeTimeoutSeconds?: number;
  /** Most jobs of each lane that may wait. */
  readonly queue: number;
  /** Of all that is being rendered at one moment; what has more is rendered alone. */
  readonly maxPixelsInFlight: number;
  /** The faces that the server brings along. */
  readonly fontsFolder: string;
  /** For what decoders write on the way. A worker that is killed leaves it there (remove-unused.ts). */
  readonly scratchFolder: string;
  /** For the log and for counters. */
  readonly onWorkerEvent?: (event: WorkerEvent) => void;
  /** A worker has done a job, or was lost over it. */
  readonly onJobDone?: (done: JobDone) => void;
  /** A job was answered. Called in the asynchronous context of its caller. */
  readonly onJobOver?: (over: JobOver) => void;
  /** A job was not accepted, or no worker has come to it in time. */
  readonly onRefused?: (why: 'full' | 'late') => void;
}

export interface JobDone {
  readonly kind: WorkKind;
  readonly format: string;
  /** At work, without the wait. */
  readonly seconds: number;
}

export interface RenderPool extends Renderer, Prober {
  /** Jobs that wait for a worker, without those that run. */
  readonly waiting: number;
  readonly lanes: readonly Lane[];
  waitingIn(lane: Lane): number;
  runningIn(lane: Lane): number;
  readonly pixelsInFlight: number;
  /** Processes that have loaded their decoders. */
  readonly readyWorkers: number;
}

/**
 * Decoders and encoders run in processes of their own: one that crashes, hangs or eats memory takes one job with it,
 * not the server. Workers start in the background; jobs that come earlier wait.
 */
export function createRenderPool(options: RenderPoolOptions): RenderPool {
  mkdirSync(options.scratchFolder, { recursive: true });
  const manyWorkers = Math.max(1, options.workers - 1);
  const workersOf: Record<Lane, number> = { quick: options.workers, slow: manyWorkers, probe: manyWorkers };
  const queue = createJobQueue<PendingJob>({
    limit: options.queue,
    workersOf,
    maxPixels: options.maxPixelsInFlight,
  });
  const pace = createPace();
  const workerOf = new Map<PendingJob, WorkerProcess>();
  const workers = createWorkerSet({ ...options, setup: setupOf(options), onIdle: dispatch });
  const stopWatching = watchWorkers({ ...options, busyWorkers: workers.busy });
  let running = 0;
  let closed: Promise<void> | undefined;
  let onDrained: (() => void) | undefined;

  async function submit<Kind extends Task['kind']>(
    task: Task & { readonly kind: Kind },
    signal: AbortSignal,
  ): Promise<TaskValues[Kind]> {
    signal.throwIfAborted();
    if (closed !== undefined) throw closing();
    const lane = laneOf(task);
    refuseWhenFull(lane);
    const pixels = pixelsOf(task, options.maxPixels);
    const waitSeconds = options.timeoutSeconds;
    const job = createPendingJob({ task, lane, pixels, signal, waitSeconds, onGivenUp });
    queue.add(job);
    dispatch();
    if (options.onJobOver !== undefined) await tellWhenOver(job, options.onJobOver);
    return (await job.result) as TaskValues[Kind];
  }

  /** Also a line in which the last would wait in vain: whoever is told at once can go elsewhere. */
  function refuseWhenFull(lane: Lane): void {
    const seconds = pace.secondsFor(lane, queue.waitingIn(lane), workersOf[lane]);
    if (!queue.isFull(lane) && seconds <= options.timeoutSeconds) return;
    options.onRefused?.('full');
    throw tooManyWaiting(Math.ceil(Math.min(Math.max(seconds, 1), options.timeoutSeconds)));
  }

  function dispatch(): void {
    while (workers.hasIdle()) {
      const job = queue.take();
      if (job === undefined) break;
      void run(job, workers.takeIdle());
    }
    if (running === 0 && queue.size === 0) onDrained?.();
  }

  async function run(job: PendingJob, worker: WorkerProcess): Promise<void> {
    running += 1;
    job.begin();
    workerOf.set(job, worker);
    const startedAt = performance.now();
    const outcome = await worker.run(job.task, maxSecondsOf(job.task)).catch((error: WorkerLost) => error);
    running -= 1;
    workerOf.delete(job);
    queue.release(job);
    const seconds = (performance.now() - startedAt) / 1000;
    pace.note(job.lane, seconds);
    options.onJobDone?.({ kind: kindOf(job.task), format: formatOf(job.task), seconds });
    if (!(outcome instanceof WorkerLost)) workers.finished(worker, outcome.rssBytes);
    if (mayTryAgain(job, outcome)) queue.addFirst(job);
    else answer(job, outcome);
    dispatch();
  }

  function onGivenUp(job: PendingJob, why: 'gone' | 'late'): void {
    queue.remove(job);
    if (why === 'late') options.onRefused?.(why);
    workerOf.get(job)?.abandon(abandonedGraceSeconds);
    dispatch();
  }

  /** Waits for running and waiting jobs, then ends the processes. */
  async function drain(): Promise<void> {
    await new Promise<void>((resolve) => {
      onDrained = resolve;
      dispatch();
    });
    stopWatching();
    await workers.end();
  }

  function maxSecondsOf({ kind }: Task): number {
    const { timeoutSeconds, probeTimeoutSeconds = timeoutSeconds } = options;
    return kind === 'probe' ? Math.min(probeTimeoutSeconds, timeoutSeconds) : timeoutSeconds;
  }

  /** Bytes that crash a decoder still have a header, and at least a type. Those that stall it are not looked at again. */
  async function probe(path: string, name: string, signal: AbortSignal): Promise<MediaFacts> {
    for (const depth of probeDepths) {
      try {
        return await submit({ kind: 'probe', path, name, depth }, signal);
      } catch (error) {
        const loss = lossBehind(error);
        if (loss === undefined) throw error;
        if (loss.reason === 'time') throw unreadableInTime(loss);
      }
    }
    return { mime: 'application/octet-stream', kind: 'raw' };
  }

  return {
    render: async (job, signal) => withOwnBytes(await submit({ kind: 'render', job }, signal)),
    measure: (job, signal) => submit({ kind: 'measure', job }, signal),
    checkRoom: (work) => refuseWhenFull(laneOfWork(work)),
    probe,
    close() {
      closed ??= drain();
      return closed;
    },
    get waiting() {
      return queue.size;
    },
    lanes,
    waitingIn: queue.waitingIn,
    runningIn: queue.runningIn,
    get pixelsInFlight() {
      return queue.pixelsInFlight;
    },
    get readyWorkers() {
      return workers.readyCount();
    },
  };
}

/** What nobody waits for is ended when it takes longer than a new process would: most is over before. */
const abandonedGraceSeconds = 1;

const probeDepths = ['pixels', 'header', 'type'] as const satisfies ProbeDepth[];

function setupOf(options: RenderPoolOptions): WorkerSetup {
  const { maxPixels, maxSvgElements, maxTextSide, maxTextPixels, maxFontBytes, fontCacheFolder } = options;
  const limits = { maxPixels, maxSvgElements, maxTextSide, maxTextPixels, maxFontBytes, fontCacheFolder };
  // The other half of a worker is for the pixels on their way out.
  const maxDecoderBytes = Math.floor(options.workerMemoryBytes / 2);
  const { scratchFolder } = options;
  return { limits: { ...limits, maxDecoderBytes }, fontConfig: writeFontConfig(options), scratchFolder };
}

/** The channel's buffer holds whatever else came with it, and would stay as long as these few bytes. */
function withOwnBytes({ bytes, ...result }: RenderResult): RenderResult {
  return bytes === undefined ? result : { ...result, bytes: Buffer.from(bytes) };
}

/**
 * A crash or a fat worker may be the fault of the job before, so a second worker gets its chance. Work that has
 * run out of time has not: the caller would wait twice as long for the same answer.
 */
function mayTryAgain(job: PendingJob, outcome: WorkReply | WorkerLost): boolean {
  return outcome instanceof WorkerLost && outcome.reason !== 'time' && job.attempts < 2 && !job.isSettled;
}

function answer(job: PendingJob, outcome: WorkReply | WorkerLost): void {
  if (job.isSettled) removeUnwanted(job.task);
  else if (outcome instanceof WorkerLost) job.reject(errorOfLoss(outcome));
  else if ('error' in outcome) job.reject(toError(outcome.error));
  else job.resolve(outcome.value);
}

/** Waits itself instead of being called by the job: only so the context is that of the caller. */
async function tellWhenOver(job: PendingJob, onJobOver: (over: JobOver) => void): Promise<void> {
  const error = await job.result.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  onJobOver(describeJob(job, error));
}

/** Its caller has left and cleaned up; what the worker has written since would stay for ever. */
function removeUnwanted(task: Task): void {
  if (task.kind === 'render') void rm(task.job.targetPath, { force: true }).catch(() => {});
}

function lossBehind(error: unknown): WorkerLost | undefined {
  return error instanceof MediaError && error.cause instanceof WorkerLost ? error.cause : undefined;
}

function toError({ code, message, reason }: WorkError): Error {
  if (code === undefined) return new Error(message);
  return new MediaError(code, message, reason === undefined ? {} : { reason });
}
