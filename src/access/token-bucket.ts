/** `perSecond` in the long run, `burst` at once. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

export interface Taken {
  readonly allowed: boolean;
  /** When refused: until the next one is allowed. When not: until the whole burst is there again. */
  readonly waitMilliseconds: number;
}

/**
 * A refused request costs nothing. `now`: milliseconds of a clock that never goes back. What is kept is when the bucket
 * will be full, so that nothing adds up but whole costs.
 */
export function createTokenBucket({ perSecond, burst }: Rate): (now: number) => Taken {
  const cost = 1000 / perSecond;
  let fullAt = Number.NEGATIVE_INFINITY;
  return (now) => {
    const fullAfter = Math.max(fullAt, now) + cost - now;
    const allowed = fullAfter <= burst * cost;
    if (allowed) fullAt = now + fullAfter;
    return { allowed, waitMilliseconds: Math.ceil(allowed ? fullAfter : fullAfter - burst * cost) };
  };
}
