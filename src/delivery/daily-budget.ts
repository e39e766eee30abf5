import type { Clock } from '../domain/clock.ts';
import type { ModelCallRepository } from '../domain/database.ts';
import { MediaError } from '../domain/errors.ts';
import { addDays, dayOf } from '../domain/usage.ts';

export interface DailyBudgetParts {
  /** Of a day in UTC; absent: no limit. */
  readonly maxPerDay: number | undefined;
  readonly modelCalls: Pick<ModelCallRepository, 'count'>;
  readonly clock: Clock;
}

/** Every attempt costs money, whatever comes of it, on whichever node: it is counted before the provider is asked. */
export function createSpendOne({ maxPerDay, modelCalls, clock }: DailyBudgetParts): () => Promise<void> {
  return async () => {
    if (maxPerDay === undefined) return;
    const now = clock.now();
    if (!(await modelCalls.count(dayOf(now), maxPerDay))) throw usedUp(maxPerDay, secondsLeft(now));
  };
}

function secondsLeft(now: Date): number {
  return Math.ceil((Date.parse(addDays(dayOf(now), 1)) - now.getTime()) / 1000);
}

function usedUp(maxPerDay: number, retryAfterSeconds: number): MediaError {
  return new MediaError('rate_limited', 'Too Many Requests', {
    reason: `ELIMIT - more than ${maxPerDay} generated pictures a day`,
    retryAfterSeconds,
  });
}
