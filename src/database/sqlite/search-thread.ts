import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { MediaError } from '../../domain/errors.ts';
import { type ThreadOptions, type ThreadReply, type ThreadRequest, theEnd } from './thread-messages.ts';

export interface SearchThread {
  /** One after another, in the order in which they come. MediaError busy when too many wait. */
  read(sql: string, parameters: readonly unknown[]): Promise<Row[]>;
  /** Waits for what is running. */
  close(): Promise<void>;
}

type Row = Record<string, unknown>;

interface Waiting {
  readonly resolve: (rows: Row[]) => void;
  readonly reject: (error: unknown) => void;
}

// From source this file is TypeScript, in the package it is JavaScript; so is the thread's beside it.
const threadUrl = new URL(
  import.meta.url.endsWith('.ts') ? './run-searches.ts' : './run-searches.js',
  import.meta.url,
);

/** A thread holds rows for a moment only: its cache of pages is no part of this. */
const resourceLimits = { maxYoungGenerationSizeMb: 8 };

/**
 * SQLite works on the thread that calls it: a list that takes a while would keep every delivery waiting. So lists and
 * searches have a thread and a connection of their own, from the first of them on.
 */
export function createSearchThread({
  mostWaiting,
  ...options
}: ThreadOptions & { readonly mostWaiting: number }): SearchThread {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let lastId = 0;

  function start(): Worker {
    const started = new Worker(threadUrl, { workerData: options, resourceLimits });
    started.on('message', settle);
    // A thread that is lost takes with it what it was asked; the next question starts another.
    started.on('error', abandon);
    return started;
  }

  function settle(reply: ThreadReply): void {
    const asked = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (waiting.size === 0) worker?.unref();
    if ('error' in reply) asked?.reject(reply.error);
    else asked?.resolve(reply.rows.map((values) => nameValues(reply.columns, values)));
  }

  function abandon(error: unknown): void {
    worker = undefined;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  }

  return {
    read(sql, parameters) {
      if (waiting.size >= mostWaiting) return Promise.reject(tooManyWait());
      worker ??= start();
      // Only what is waited for keeps the process alive.
      worker.ref();
      const id = ++lastId;
      worker.postMessage({ id, sql, parameters } satisfies ThreadRequest);
      return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
    },
    async close() {
      if (worker === undefined) return;
      const ended = once(worker, 'exit');
      worker.ref();
      worker.postMessage(theEnd);
      await ended;
    },
  };
}

function nameValues(columns: readonly string[], values: readonly unknown[]): Row {
  const row: Row = {};
  for (const [index, column] of columns.entries()) row[column] = values[index];
  return row;
}

function tooManyWait(): MediaError {
  return new MediaError('busy', 'Too many searches are waiting. Please try again.');
}
