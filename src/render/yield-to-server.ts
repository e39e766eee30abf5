import { readdirSync } from 'node:fs';
import { setPriority } from 'node:os';

/** A third of the weight of a process with nothing set. */
const niceness = 5;

/**
 * Workers take every core; the server, which takes little, must not wait for one of them to tell somebody that the queue is full, or to
 * send what is kept. What threads begin later is as patient as they are.
 */
export function yieldToServer(): void {
  for (const thread of threads()) {
    try {
      setPriority(thread, niceness);
    } catch {
      // It has ended, or there are no priorities here: the work is the same.
    }
  }
}

/** On Linux each thread has a priority of its own (setpriority(2)), and libuv's have begun before this; elsewhere the process has one. */
function threads(): number[] {
  return process.platform === 'linux' ? readdirSync('/proc/self/task').map(Number) : [process.pid];
}
