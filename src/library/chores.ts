import type { Clock } from '../domain/clock.ts';
import type { UploadTokenRepository } from '../domain/database.ts';
import type { SweepBlobs } from './sweep-blobs.ts';

export interface ChoreParts {
  readonly sweepBlobs: SweepBlobs;
  readonly uploadTokens: UploadTokenRepository;
  readonly clock: Clock;
  readonly onDone: (done: { readonly sweptBlobs: number }) => void;
  readonly onFailure: (error: unknown) => void;
}

export interface Chores {
  /** Interrupts a running round and waits for it. */
  stop(): Promise<void>;
}

const intervalMilliseconds = 3_600_000;
/** How long a used upload token is remembered (spec upload §8.4). */
const tokenDays = 30;
const millisecondsPerDay = 86_400_000;

/** What the library does for itself: at the start and every hour. A round that fails is told of and tried again. */
export function startChores(parts: ChoreParts): Chores {
  const controller = new AbortController();
  let round = doChores(parts, controller.signal);
  const timer = setInterval(() => {
    round = round.then(() => doChores(parts, controller.signal));
  }, intervalMilliseconds);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      controller.abort();
      await round;
    },
  };
}

async function doChores(parts: ChoreParts, signal: AbortSignal): Promise<void> {
  try {
    const forgetBefore = new Date(parts.clock.now().getTime() - tokenDays * millisecondsPerDay);
    await parts.uploadTokens.forget(forgetBefore);
    parts.onDone({ sweptBlobs: await parts.sweepBlobs(signal) });
  } catch (error) {
    if (!signal.aborted) parts.onFailure(error);
  }
}
