import {
  startWorkerProcess,
  type WorkerEnd,
  type WorkerProcess,
  type WorkerSetup,
} from './worker-process.ts';

export type WorkerEvent =
  | { readonly kind: 'ready'; readonly pid: number | undefined; readonly startMilliseconds: number }
  | ({ readonly kind: 'lost'; readonly pid: number | undefined } & WorkerEnd);

/** A fixed number of worker processes; one that is gone is replaced. */
export interface WorkerSet {
  /** Takes a worker that has nothing to do; it is busy until `finished`. */
  takeIdle(): WorkerProcess;
  hasIdle(): boolean;
  finished(worker: WorkerProcess, rssBytes: number): void;
  busy(): Iterable<WorkerProcess>;
  readyCount(): number;
  /** Ends all processes, and returns when the last one is gone. */
  end(): Promise<void>;
}

/** A process that dies before it is ready will do so again: a missing library, no memory. */
const restartDelayMilliseconds = 1000;

export function createWorkerSet(options: {
  readonly workers: number;
  readonly workerMemoryBytes: number;
  readonly setup: WorkerSetup;
  readonly onIdle: () => void;
  readonly onWorkerEvent?: (event: WorkerEvent) => void;
}): WorkerSet {
  const starting = new Set<WorkerProcess>();
  const idle = new Set<WorkerProcess>();
  const busy = new Set<WorkerProcess>();
  let ending = false;
  let onAllGone: (() => void) | undefined;

  function start(): void {
    const startedAt = performance.now();
    const worker = startWorkerProcess({
      ...options.setup,
      onReady() {
        starting.delete(worker);
        idle.add(worker);
        const startMilliseconds = Math.round(performance.now() - startedAt);
        options.onWorkerEvent?.({ kind: 'ready', pid: worker.pid, startMilliseconds });
        options.onIdle();
      },
      onEnd: (end) => replace(worker, end),
    });
    starting.add(worker);
  }

  function replace(worker: WorkerProcess, end: WorkerEnd): void {
    const wasReady = !starting.delete(worker);
    idle.delete(worker);
    busy.delete(worker);
    if (ending) {
      if (all().length === 0) onAllGone?.();
      return;
    }
    options.onWorkerEvent?.({ kind: 'lost', pid: worker.pid, ...end });
    if (wasReady) start();
    else setTimeout(() => ending || start(), restartDelayMilliseconds).unref();
  }

  const all = () => [...starting, ...idle, ...busy];

  for (let count = 0; count < options.workers; count += 1) start();

  return {
    takeIdle() {
      const [worker] = idle;
      if (worker === undefined) throw new Error('No render worker is idle');
      idle.delete(worker);
      busy.add(worker);
      return worker;
    },
    hasIdle: () => idle.size > 0,
    finished(worker, rssBytes) {
      // Still busy in our books until its end is reported, so that nobody is sent to a dying process.
      if (rssBytes > options.workerMemoryBytes) worker.kill('memory');
      else if (busy.delete(worker)) idle.add(worker);
    },
    busy: () => busy,
    readyCount: () => idle.size + busy.size,
    end() {
      ending = true;
      const gone = new Promise<void>((resolve) => {
        onAllGone = resolve;
        if (all().length === 0) resolve();
      });
      for (const worker of all()) worker.kill('crash');
      return gone;
    },
  };
}
