/**
 * Work that many ask for at once is done once. The work has its own abort signal: one caller leaving does not fail the
 * others; only when the last has left is it cancelled.
 */
export interface Coalesce<Result> {
  (key: string, work: (signal: AbortSignal) => Promise<Result>, callerSignal: AbortSignal): Promise<Result>;
  /** Whoever calls now would join. */
  isUnderWay(key: string): boolean;
}

interface Shared<Result> {
  readonly result: Promise<Result>;
  readonly controller: AbortController;
  callers: number;
}

export function createCoalesce<Result>(): Coalesce<Result> {
  const running = new Map<string, Shared<Result>>();

  function start(key: string, work: (signal: AbortSignal) => Promise<Result>): Shared<Result> {
    const controller = new AbortController();
    const result = work(controller.signal).finally(() => {
      if (running.get(key) === shared) running.delete(key);
    });
    // Every caller may have left by the time it fails; each of those who stay sees the failure itself.
    result.catch(() => {});
    const shared: Shared<Result> = { result, controller, callers: 0 };
    running.set(key, shared);
    return shared;
  }

  function join(
    key: string,
    work: (signal: AbortSignal) => Promise<Result>,
    callerSignal: AbortSignal,
  ): Promise<Result> {
    const shared = running.get(key) ?? start(key, work);
    shared.callers += 1;
    return leaveWhenAborted(shared, callerSignal, () => {
      shared.callers -= 1;
      if (shared.callers > 0) return;
      // Newcomers must not join work that is being cancelled.
      if (running.get(key) === shared) running.delete(key);
      shared.controller.abort();
    });
  }

  return Object.assign(join, { isUnderWay: (key: string) => running.has(key) });
}

function leaveWhenAborted<Result>(
  shared: Shared<Result>,
  signal: AbortSignal,
  leave: () => void,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      leave();
      reject(signal.reason);
    };
    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    shared.result.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
