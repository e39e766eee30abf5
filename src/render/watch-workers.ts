import { readFileSync } from 'node:fs';
import type { WorkerProcess } from './worker-process.ts';

const lookEveryMilliseconds = 100;

/**
 * Ends workers that are past their time or their memory while they run, or that work for nobody; nothing inside a process that a hostile file
 * has taken over can be trusted to do it. Returns a function that stops the watch.
 */
export function watchWorkers(options: {
  readonly busyWorkers: () => Iterable<WorkerProcess>;
  readonly workerMemoryBytes: number;
}): () => void {
  function look(worker: WorkerProcess): void {
    const milliseconds = worker.runningFor();
    if (milliseconds === undefined) return;
    const overdue = worker.overdue();
    if (overdue !== undefined) worker.kill(overdue);
    // A quick job is over before a look at its memory is worth its price; each reply tells it anyway.
    else if (milliseconds >= lookEveryMilliseconds && isTooLarge(worker)) worker.kill('memory');
  }

  const isTooLarge = ({ pid }: WorkerProcess) => residentBytes(pid) > options.workerMemoryBytes;

  const timer = setInterval(() => {
    for (const worker of options.busyWorkers()) look(worker);
  }, lookEveryMilliseconds);
  timer.unref();
  return () => clearInterval(timer);
}

const pageBytes = 4096;

/**
 * 0 where there is no /proc (macOS, Windows), and for a process that has just ended: there the worker's own report after
 * each job must do. Nothing of /proc comes from a disk: the way by libuv's threads would only cost more.
 */
function residentBytes(pid: number | undefined): number {
  if (process.platform !== 'linux' || pid === undefined) return 0;
  try {
    // proc_pid_statm(5): size resident shared …, in pages.
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1] ?? 0) * pageBytes;
  } catch {
    return 0;
  }
}
