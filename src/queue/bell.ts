export interface Bell {
  ring(): void;
  /** Until somebody has rung since the last wait, at most so long. */
  wait(milliseconds: number): Promise<void>;
}

/** Wakes one waiter. A ring while nobody waits is not lost: the next wait ends at once. */
export function createBell(): Bell {
  let rung = Promise.withResolvers<void>();
  return {
    ring: () => rung.resolve(),
    async wait(milliseconds) {
      const timer = setTimeout(rung.resolve, milliseconds);
      await rung.promise;
      clearTimeout(timer);
      rung = Promise.withResolvers<void>();
    },
  };
}
