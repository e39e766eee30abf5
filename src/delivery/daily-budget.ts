import type { Clock } from '../domain/clock.ts';
import type { ModelCallRepository } from '../domain/database.ts';
import { MediaError } from '../domain/errors.ts';
import { dayOf } from '../domain/usage.ts';

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
    if (!(await modelCalls.count(dayOf(clock.now()), maxPerDay))) throw usedUp(maxPerDay);
  };
}

function usedUp(maxPerDay: number): MediaError {
  return new MediaError('rate_limited', 'Too Many Requests', {
    reason: `ELIMIT - more than ${maxPerDay} generated pictures a day`,
  });
}
