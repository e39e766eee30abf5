import type { Clock } from '../domain/clock.ts';
import { MediaError } from '../domain/errors.ts';
import { dayOf } from '../domain/usage.ts';

export interface DailyBudgetParts {
  /** Of a day in UTC; absent: no limit. */
  readonly maxPerDay: number | undefined;
  /** What all nodes have finished since then. */
  readonly countSince: (moment: Date) => Promise<number>;
  readonly clock: Clock;
}

/**
 * Every attempt costs money, whatever comes of it: those of this process are counted, and what other nodes and earlier
 * processes have finished.
 */
export function createSpendOne({ maxPerDay, countSince, clock }: DailyBudgetParts): () => Promise<void> {
  let day = '';
  let started = 0;
  return async () => {
    if (maxPerDay === undefined) return;
    const today = dayOf(clock.now());
    const finished = await countSince(new Date(today));
    if (today !== day) started = 0;
    day = today;
    if (Math.max(started, finished) >= maxPerDay) throw usedUp(maxPerDay);
    started += 1;
  };
}

function usedUp(maxPerDay: number): MediaError {
  return new MediaError('rate_limited', 'Too Many Requests', {
    reason: `ELIMIT - more than ${maxPerDay} generated pictures a day`,
  });
}
