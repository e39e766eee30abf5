import type { Clock } from '../../domain/clock.ts';
import type { FileRepository, UsageRepository } from '../../domain/database.ts';
import { addDays, dayOf, type UsageDay } from '../../domain/usage.ts';
import type { DeliveryCounter } from '../../usage/count-deliveries.ts';

export interface UsageWriterParts {
  readonly counter: Pick<DeliveryCounter, 'take' | 'putBack'>;
  readonly usage: UsageRepository;
  readonly files: Pick<FileRepository, 'sumSizes'>;
  readonly clock: Clock;
  /** The longest that is lost when the process is killed. */
  readonly intervalSeconds: number;
  readonly onFailure: (error: unknown) => void;
}

export interface UsageWriter {
  /** Resolves once everything counted on this node before the call can be read. */
  write(): Promise<void>;
  /** Writes what there is. */
  stop(): Promise<void>;
}

/** Names of a kind that a day keeps by requests, and as many by bytes. */
const keptNames = 500;

/** Behind midnight: a timer may be early. */
const midnightMarginMilliseconds = 20;

/** Adds what was counted to the rows: every so often, at midnight so that each day gets its own, and when asked. */
export function startUsageWriter(parts: UsageWriterParts): UsageWriter {
  const { counter, usage, clock } = parts;
  let since = dayOf(clock.now());
  let last = Promise.resolve();
  let timer = schedule();

  /** One after the other, so that what `take` has taken is written when the next one resolves. */
  function write(): Promise<void> {
    const next = last.then(writeOnce);
    last = next.catch(() => {});
    return next;
  }

  async function writeOnce(): Promise<void> {
    const day = since;
    since = dayOf(clock.now());
    const tallies = counter.take();
    if (tallies.length > 0) {
      await usage.add(day, tallies).catch((error) => {
        counter.putBack(tallies);
        throw error;
      });
      await usage.prune(day, keptNames);
    }
    if (day !== since) await noteStorage(parts, day);
  }

  function schedule(): NodeJS.Timeout {
    const delay = Math.min(parts.intervalSeconds * 1000, untilMidnight(clock.now()));
    return setTimeout(() => {
      write().catch(parts.onFailure);
      timer = schedule();
    }, delay).unref();
  }

  return {
    write,
    async stop() {
      clearTimeout(timer);
      // Whatever cannot be written now is lost; the rest of the closing must go on.
      await write().catch(parts.onFailure);
    },
  };
}

/** How large the library is, as the level of that day. */
export async function noteStorage(
  { usage, files }: Pick<UsageWriterParts, 'usage' | 'files'>,
  day: UsageDay,
): Promise<void> {
  await usage.noteStorage(day, await files.sumSizes());
}

function untilMidnight(now: Date): number {
  return Date.parse(addDays(dayOf(now), 1)) - now.getTime() + midnightMarginMilliseconds;
}
