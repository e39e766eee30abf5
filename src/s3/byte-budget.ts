/** Waits until so many bytes are free, in the order of asking; what is returned frees them again. */
export type TakeBytes = (bytes: number, signal: AbortSignal) => Promise<Disposable>;

interface Waiting {
  readonly bytes: number;
  readonly start: () => void;
}

/** Bounds what all bodies together may hold in memory, however many files are sent at once. */
export function createByteBudget(totalBytes: number): TakeBytes {
  const waiting: Waiting[] = [];
  let freeBytes = totalBytes;

  function startNext(): void {
    for (let next = waiting[0]; next !== undefined && next.bytes <= freeBytes; next = waiting[0]) {
      waiting.shift();
      freeBytes -= next.bytes;
      next.start();
    }
  }

  function giveBack(bytes: number): void {
    freeBytes += bytes;
    startNext();
  }

  return async (wanted, signal) => {
    signal.throwIfAborted();
    // What is larger than everything has to have everything.
    const bytes = Math.min(wanted, totalBytes);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const mine = { bytes, start: resolve };
    const leave = () => {
      const index = waiting.indexOf(mine);
      if (index < 0) return;
      waiting.splice(index, 1);
      reject(signal.reason);
      startNext();
    };
    waiting.push(mine);
    signal.addEventListener('abort', leave, { once: true });
    startNext();
    await promise.finally(() => signal.removeEventListener('abort', leave));
    return { [Symbol.dispose]: () => giveBack(bytes) };
  };
}
