/** Waits for a place, does the work, and gives the place on. Whoever leaves while waiting loses nothing but the place in line. */
export type TakeTurn = <Result>(work: () => Promise<Result>, signal: AbortSignal) => Promise<Result>;

/** At most so many at once, first come, first served. */
export function createTakeTurns(atOnce: number): TakeTurn {
  // A set keeps the order of arrival and forgets any member at once.
  const waiting = new Set<() => void>();
  let running = 0;

  function waitInLine(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const begin = () => {
        signal.removeEventListener('abort', leave);
        waiting.delete(begin);
        resolve();
      };
      const leave = () => {
        waiting.delete(begin);
        reject(signal.reason);
      };
      waiting.add(begin);
      signal.addEventListener('abort', leave, { once: true });
    });
  }

  function giveOn(): void {
    const [next] = waiting;
    // A place that goes to the next in line was never free.
    if (next === undefined) running -= 1;
    else next();
  }

  return async (work, signal) => {
    signal.throwIfAborted();
    if (running >= atOnce) await waitInLine(signal);
    else running += 1;
    try {
      return await work();
    } finally {
      giveOn();
    }
  };
}
