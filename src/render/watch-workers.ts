import { readFile } from 'node:fs/promises';
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
  async function look(worker: WorkerProcess): Promise<void> {
    const milliseconds = worker.runningFor();
    if (milliseconds === undefined) return;
    const overdue = worker.overdue();
    if (overdue !== undefined) return worker.kill(overdue);
    // A quick job is over before a look at its memory is worth its price; each reply tells it anyway.
    if (milliseconds < lookEveryMilliseconds) return;
    const bytes = await residentBytes(worker.pid);
    if (bytes > options.workerMemoryBytes && worker.runningFor() !== undefined) worker.kill('memory');
  }

  const timer = setInterval(() => {
    for (const worker of options.busyWorkers()) void look(worker);
  }, lookEveryMilliseconds);
  timer.unref();
  return () => clearInterval(timer);
}

const pageBytes = 4096;

/** 0 where there is no /proc (macOS, Windows): there the worker's own report after each job must do. */
async function residentBytes(pid: number | undefined): Promise<number> {
  if (process.platform !== 'linux' || pid === undefined) return 0;
  // proc_pid_statm(5): size resident shared …, in pages.
  const statm = await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => '');
  return Number(statm.split(' ')[1] ?? 0) * pageBytes;
}
