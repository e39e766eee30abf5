/** At most so many at once, first come, first served. */
export function createTakeTurns(atOnce: number): <Result>(work: () => Promise<Result>) => Promise<Result> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      // A place that goes to the next in line was never free.
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
