import type { Clock } from '../domain/clock.ts';
import type {
  FileRepository,
  JobRepository,
  ModelCallRepository,
  PurgeRepository,
  UploadTokenRepository,
  UsageRepository,
} from '../domain/database.ts';
import { addDays, dayOf, millisecondsPerDay } from '../domain/usage.ts';
import { startOfMonth } from './purge-cache.ts';
import type { SweepBlobs } from './sweep-blobs.ts';
import { noteStorage } from './usage/write-usage.ts';

export interface ChoreParts {
  readonly sweepBlobs: SweepBlobs;
  readonly uploadTokens: UploadTokenRepository;
  readonly purges: Pick<PurgeRepository, 'forget'>;
  readonly usage: UsageRepository;
  readonly files: Pick<FileRepository, 'sumSizes'>;
  readonly jobs: Pick<JobRepository, 'deleteFinished'>;
  /** Removes what the renderer has made for itself and needs no more. */
  readonly tidyRenderer: (now: Date) => Promise<void>;
  readonly modelCalls: Pick<ModelCallRepository, 'forget'>;
  readonly keep: { readonly purgeDays: number; readonly usageDays: number; readonly jobDays: number };
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
    await forgetOld(parts, parts.clock.now());
    await parts.tidyRenderer(parts.clock.now());
    await noteStorage(parts, dayOf(parts.clock.now()));
    parts.onDone({ sweptBlobs: await parts.sweepBlobs(signal) });
  } catch (error) {
    if (!signal.aborted) parts.onFailure(error);
  }
}

async function forgetOld(parts: ChoreParts, now: Date): Promise<void> {
  const { uploadTokens, jobs, purges, usage, modelCalls, keep } = parts;
  const daysAgo = (days: number) => new Date(now.getTime() - days * millisecondsPerDay);
  await uploadTokens.forget(daysAgo(tokenDays));
  await jobs.deleteFinished(daysAgo(keep.jobDays));
  // Those of this month are counted against its limit.
  await purges.forget(new Date(Math.min(+daysAgo(keep.purgeDays), +startOfMonth(now))));
  await modelCalls.forget(dayOf(now));
  await usage.forget(addDays(dayOf(now), -keep.usageDays));
}
