import { LRUCache } from 'lru-cache';
import type { Clock } from '../domain/clock.ts';
import { MediaError } from '../domain/errors.ts';
import { createTakeTurns } from './take-turns.ts';

/** Work that takes longer than anybody waits: it goes on when whoever asked has gone. */
export interface SlowWork {
  /** Joins what goes on under this key, or starts it. `pending`: not within the time that callers are kept. */
  run<Result>(key: string, work: Work<Result>): Promise<Result | 'pending'>;
  /** Ends what goes on, and waits for it. Whoever asks again after a restart starts it anew. */
  stop(): Promise<void>;
}

type Work<Result> = (signal: AbortSignal) => Promise<Result>;

export interface SlowWorkParts {
  readonly settings: SlowWorkSettings;
  readonly clock: Clock;
  /** Asked before each start: throws when there must be none. */
  readonly spendOne: () => Promise<void>;
  /** Callers are told in general words. */
  readonly onFailure: (error: unknown) => void;
}

export interface SlowWorkSettings {
  readonly aiConcurrency: number;
  /** How many may wait for their turn. */
  readonly aiQueue: number;
  readonly aiTimeoutSeconds: number;
  /** How long a caller is kept. */
  readonly aiWaitSeconds: number;
  /** How long a failure is remembered. */
  readonly aiRetrySeconds: number;
}

interface Failure {
  readonly error: unknown;
  readonly at: number;
}

const rememberedFailures = 10_000;

export function createSlowWork(parts: SlowWorkParts): SlowWork {
  const { settings, clock, spendOne } = parts;
  const takeTurn = createTakeTurns(settings.aiConcurrency);
  const going = new Map<string, Promise<unknown>>();
  const failures = new LRUCache<string, Failure>({ max: rememberedFailures });
  const closing = new AbortController();

  function throwIfFailed(key: string): void {
    const failure = failures.get(key);
    const age = clock.now().getTime() - (failure?.at ?? 0);
    if (failure !== undefined && age < settings.aiRetrySeconds * 1000) throw failure.error;
  }

  async function perform<Result>(work: Work<Result>): Promise<Result> {
    await spendOne();
    const timeout = AbortSignal.timeout(settings.aiTimeoutSeconds * 1000);
    return await work(AbortSignal.any([closing.signal, timeout])).catch((error) => {
      if (error instanceof MediaError || closing.signal.aborted) throw error;
      parts.onFailure(error);
      throw notMade(error);
    });
  }

  function start(key: string, work: Work<unknown>): Promise<unknown> {
    if (going.size >= settings.aiConcurrency + settings.aiQueue) throw tooManyWaiting();
    const result = takeTurn(() => perform(work), closing.signal)
      .catch((error) => {
        failures.set(key, { error, at: clock.now().getTime() });
        throw error;
      })
      .finally(() => going.delete(key));
    // Everybody may have been sent away by then; the next to ask is told.
    result.catch(() => {});
    going.set(key, result);
    return result;
  }

  return {
    async run<Result>(key: string, work: Work<Result>) {
      throwIfFailed(key);
      const result = going.get(key) ?? start(key, work);
      return (await patiently(result, settings.aiWaitSeconds)) as Result | 'pending';
    },
    async stop() {
      closing.abort(new Error('The server is closing'));
      await Promise.allSettled(going.values());
    },
  };
}

async function patiently<Result>(result: Promise<Result>, seconds: number): Promise<Result | 'pending'> {
  const { promise, resolve } = Promise.withResolvers<'pending'>();
  const timer = setTimeout(resolve, seconds * 1000, 'pending');
  return await Promise.race([result, promise]).finally(() => clearTimeout(timer));
}

function notMade(cause: unknown): MediaError {
  return new MediaError('busy', 'Service Unavailable', {
    reason: 'UNIDENTIFIED - the picture could not be made',
    cause,
  });
}

function tooManyWaiting(): MediaError {
  return new MediaError('busy', 'Service Unavailable', {
    reason: 'ELIMIT - too many pictures wait to be made',
  });
}
