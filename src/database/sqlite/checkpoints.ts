import { Worker } from 'node:worker_threads';
import type { SqliteConnection } from './sqlite-connection.ts';
import { type CheckpointOptions, theEnd } from './thread-messages.ts';

export interface Checkpoints {
  /** Something may have been written. */
  readonly note: () => void;
  /** Waits for the one that is running. */
  close(): Promise<void>;
}

export interface CheckpointParts {
  readonly path: string;
  readonly writer: SqliteConnection;
  /** Runs `work` between two writes, and keeps the next one waiting until it is done. */
  readonly whileNobodyWrites: (work: () => Promise<void>) => Promise<void>;
  /** So many pages in the log make one due. */
  readonly pagesBetween?: number;
}

/** 16 MB: pages that are written again and again go into the file once. */
const defaultPagesBetween = 4096;

/**
 * What is written goes to a log first, and from there into the file. SQLite leaves the second to whoever commits when the log
 * has grown: in a large library that is one write in a dozen, which takes ten times as long as the others. Here a thread of
 * its own does it.
 */
export function createCheckpoints({
  path,
  writer,
  whileNobodyWrites,
  pagesBetween = defaultPagesBetween,
}: CheckpointParts): Checkpoints {
  const log = writer.prepareOnce('pragma wal_checkpoint(noop)');
  const countPages = () => {
    const { log: written, checkpointed } = log.get() as { log: number; checkpointed: number };
    return written - checkpointed;
  };
  let due = pagesBetween;
  let counted = 0;
  let running: Promise<void> | undefined;
  let thread: CheckpointThread | undefined;

  /** While others write, as long as they pause now and then. If they do not they have to wait, or the log never begins anew. */
  async function run(): Promise<number> {
    thread ??= startThread({ path });
    const { checkpoint } = thread;
    let left = await checkpoint();
    if (left > 0) {
      await whileNobodyWrites(async () => {
        left = await checkpoint();
      });
    }
    return left;
  }

  async function runAndSettle(): Promise<void> {
    // Some are left when somebody still reads what was there before. The thread says how many: here a transaction may be open, in
    // which nobody may ask.
    const left = await run().catch(() => {
      // Nothing is lost: what is in the log is on the disk, and is read there. The next one tries again, in another thread.
      thread = undefined;
      return counted;
    });
    due = left + pagesBetween;
    running = undefined;
  }

  return {
    note() {
      if (running !== undefined) return;
      counted = countPages();
      if (counted >= due) running = runAndSettle();
    },
    async close() {
      await running;
      await thread?.close();
    },
  };
}

interface CheckpointThread {
  /** How many pages are left in the log. */
  readonly checkpoint: () => Promise<number>;
  close(): Promise<void>;
}

// From source this file is TypeScript, in the package it is JavaScript; so is the thread's beside it.
const threadUrl = new URL(
  import.meta.url.endsWith('.ts') ? './run-checkpoints.ts' : './run-checkpoints.js',
  import.meta.url,
);

/** Pages do not pass through the memory of the language. */
const resourceLimits = { maxYoungGenerationSizeMb: 2 };

function startThread(options: CheckpointOptions): CheckpointThread {
  const worker = new Worker(threadUrl, { workerData: options, resourceLimits });
  const ended = Promise.withResolvers<void>();
  let asked: PromiseWithResolvers<number> | undefined;
  worker.on('message', (left: number) => asked?.resolve(left));
  worker.on('exit', () => {
    ended.resolve();
    asked?.reject(lost());
  });
  // Whoever waits is told by the end that follows; with nobody waiting, a lost thread must not end the process.
  worker.on('error', () => {});
  worker.unref();
  return {
    async checkpoint() {
      // -1: it has ended before.
      if (worker.threadId === -1) throw lost();
      asked = Promise.withResolvers();
      // Only what is waited for keeps the process alive.
      worker.ref();
      worker.postMessage(undefined);
      const left = await asked.promise;
      worker.unref();
      return left;
    },
    async close() {
      worker.ref();
      worker.postMessage(theEnd);
      await ended.promise;
    },
  };
}

function lost(): Error {
  return new Error('The thread of checkpoints has ended.');
}
