import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { WorkerLimits } from './limits.ts';
import { ready, type Task, type WorkReply, type WorkRequest } from './messages.ts';
import { type LossReason, WorkerLost } from './worker-lost.ts';

export interface WorkerProcess {
  readonly pid: number | undefined;
  /** One at a time. Resolves with the reply, also with one that tells of an error; rejects with WorkerLost. */
  run(task: Task, maxSeconds: number): Promise<WorkReply>;
  /** Nobody waits for the running task any more: it is given so much longer. */
  abandon(graceSeconds: number): void;
  /** Why the running task must end now; undefined while it may go on. */
  overdue(): 'time' | 'abandoned' | undefined;
  /** Milliseconds since the running task began; undefined when idle. */
  runningFor(): number | undefined;
  /** SIGKILL: a decoder that has run wild listens to nothing else. */
  kill(reason: LossReason): void;
}

/** How a process ended, for the log. */
export interface WorkerEnd {
  readonly reason: LossReason;
  readonly signal: NodeJS.Signals | undefined;
  readonly exitCode: number | undefined;
  /** The end of what it wrote to standard error. */
  readonly stderr: string;
}

// From source this file is TypeScript, in the package it is JavaScript; so is the worker beside it.
const workerPath = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url),
);

export interface WorkerSetup {
  readonly limits: WorkerLimits;
  /** Path of fontconfig's configuration. */
  readonly fontConfig: string;
  readonly scratchFolder: string;
}

/** Starts without waiting. `onReady` follows when sharp is loaded, `onEnd` exactly once. */
export function startWorkerProcess(
  options: WorkerSetup & {
    readonly onReady: () => void;
    readonly onEnd: (end: WorkerEnd) => void;
  },
): WorkerProcess {
  const child = forkWorker(options);
  const readStderr = tailOf(child);
  let current: Running | undefined;
  let killedFor: LossReason | undefined;
  let ended = false;
  let lastId = 0;

  function onMessage(message: unknown): void {
    if (message === ready) options.onReady();
    else onReply(message as WorkReply);
  }

  function onReply(reply: WorkReply): void {
    if (current === undefined || reply.id !== current.request.id) return;
    const { resolve } = current;
    current = undefined;
    resolve(reply);
  }

  function onGone(exitCode: number | null, signal: NodeJS.Signals | null): void {
    if (ended) return;
    ended = true;
    // A broken channel to a process that still lives: nobody would ever end it.
    child.kill('SIGKILL');
    const reason = killedFor ?? 'crash';
    options.onEnd({
      reason,
      exitCode: exitCode ?? undefined,
      signal: signal ?? undefined,
      stderr: readStderr(),
    });
    current?.reject(new WorkerLost(reason));
    current = undefined;
  }

  child.on('message', onMessage);
  child.on('exit', onGone);
  // Could not be started, or a write to it failed (EPIPE): without a listener this would end the server.
  child.on('error', () => onGone(null, null));
  child.on('disconnect', () => child.kill('SIGKILL'));

  return {
    pid: child.pid,
    run: (task, maxSeconds) =>
      new Promise((resolve, reject) => {
        if (ended) return reject(new WorkerLost('crash'));
        const request: WorkRequest = { id: ++lastId, task };
        const startedAt = performance.now();
        current = {
          request,
          startedAt,
          maxSeconds,
          abandonedUntil: Number.POSITIVE_INFINITY,
          resolve,
          reject,
        };
        // A failure to send means that the process is gone, which `exit` tells as well.
        child.send(request, () => {});
      }),
    abandon(graceSeconds) {
      if (current !== undefined) current.abandonedUntil = performance.now() + graceSeconds * 1000;
    },
    overdue() {
      if (current === undefined) return undefined;
      const now = performance.now();
      if (now > current.startedAt + current.maxSeconds * 1000) return 'time';
      return now > current.abandonedUntil ? 'abandoned' : undefined;
    },
    runningFor: () => current && performance.now() - current.startedAt,
    kill(reason) {
      killedFor ??= reason;
      child.kill('SIGKILL');
    },
  };
}

interface Running {
  readonly request: WorkRequest;
  readonly startedAt: number;
  readonly maxSeconds: number;
  abandonedUntil: number;
  readonly resolve: (reply: WorkReply) => void;
  readonly reject: (error: WorkerLost) => void;
}

function forkWorker({ limits, ...places }: WorkerSetup): ChildProcess {
  return fork(workerPath, [JSON.stringify(limits)], {
    env: workerEnvironment(places),
    // A worker's own objects are few: a small nursery is enough, and no other thread need help with it (see the server's
    // own tune-garbage-collector.ts).
    execArgv: ['--max-semi-space-size=1', '--no-parallel-scavenge'],
    // Small results come along as bytes; as JSON they would be four times as long.
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}

/**
 * A worker decodes what strangers have made. It gets what loaders and time need and nothing else, so that a broken
 * decoder finds no keys in its environment. Language and fonts are not the machine's: text looks alike everywhere.
 */
const passedOn = /^(PATH|HOME|TZ|LD_\w+|DYLD_\w+|SystemRoot|NODE_COMPILE_CACHE)$/;

function workerEnvironment({
  fontConfig,
  scratchFolder,
}: Omit<WorkerSetup, 'limits'>): Record<string, string | undefined> {
  const inherited = Object.entries(process.env).filter(([name]) => passedOn.test(name));
  return {
    ...Object.fromEntries(inherited),
    FONTCONFIG_FILE: fontConfig,
    // Of Node, libvips and Ghostscript alike; TEMP is Windows'.
    TMPDIR: scratchFolder,
    TEMP: scratchFolder,
    LC_ALL: 'C.UTF-8',
    // One thread for sharp, one for files: a worker does one job at a time.
    UV_THREADPOOL_SIZE: '2',
    // glibc keeps what pictures have freed, in an arena for each thread. One arena that gives back at once holds a worker
    // at 105 MB where it went up to 160, for 2 % of its time.
    MALLOC_ARENA_MAX: '1',
    MALLOC_TRIM_THRESHOLD_: '1048576',
    MALLOC_MMAP_THRESHOLD_: '1048576',
  };
}

const stderrTailLength = 2000;

function tailOf(child: ChildProcess): () => string {
  let tail = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    tail = (tail + text).slice(-stderrTailLength);
  });
  return () => tail;
}
