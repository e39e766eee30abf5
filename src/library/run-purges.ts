import type { Clock } from '../domain/clock.ts';
import type { NumberedPurge, PurgeRepository } from '../domain/database.ts';
import type { PurgeTarget } from '../domain/purge.ts';
import type { RenditionCache } from '../domain/rendition.ts';
import { silenceSeconds } from './purge-cache.ts';

export interface PurgedCache extends Pick<RenditionCache, 'id' | 'clear'> {
  /** Every node purges it, so that it is purged whichever node goes: one that ends must not say that it has gone. */
  readonly isShared?: boolean;
}

export interface PurgeRunParts {
  readonly purges: PurgeRepository;
  /** What this node keeps of deliveries. */
  readonly targets: readonly PurgeTarget[];
  /** What outlives a restart, and so tells which purges were done. */
  readonly cache: PurgedCache;
  readonly clock: Clock;
  readonly onFailure: (error: unknown) => void;
}

export interface PurgeRun {
  /** There is a new request. */
  wake(): void;
  /** Interrupts what is under way; it is done again after the next start. */
  stop(): Promise<void>;
}

/** How long a request by another node may go unseen. */
const lookMilliseconds = 1000;
const signOfLifeMilliseconds = (silenceSeconds * 1000) / 3;
const requestsAtOnce = 100;

/** Does on this node what was asked of all, in the order it was asked; what was asked while it was away, first. */
export async function startPurges(parts: PurgeRunParts): Promise<PurgeRun> {
  const { purges, cache, clock } = parts;
  const controller = new AbortController();
  const { signal } = controller;
  const known = (await purges.listNodes()).find(({ id }) => id === cache.id);
  let done = known?.done ?? 0;
  let mustClear = known === undefined;
  let running: Promise<void> | undefined;
  let again = false;

  const note = () => purges.noteNode({ id: cache.id, done, seenAt: clock.now() });

  /** Nobody remembers this node: nor what it should have forgotten. New ones have nothing to clear. */
  async function clear(): Promise<void> {
    const latest = await purges.findLatestNumber();
    await cache.clear();
    [done, mustClear] = [latest, false];
    await note();
  }

  async function catchUp(): Promise<void> {
    if (mustClear) await clear();
    for (;;) {
      const requests = await purges.listAfter(done, requestsAtOnce);
      if (requests.length === 0 || signal.aborted) return;
      await doAll(requests);
    }
  }

  /** What was done is noted, also when the rest fails. */
  async function doAll(requests: readonly NumberedPurge[]): Promise<void> {
    const signs = setInterval(() => note().catch(parts.onFailure), signOfLifeMilliseconds);
    try {
      for (const request of requests) {
        await Promise.all(parts.targets.map((target) => target.purge(request, signal)));
        done = request.number;
      }
    } finally {
      clearInterval(signs);
      await note();
    }
  }

  async function look(): Promise<void> {
    try {
      do {
        again = false;
        await catchUp();
      } while (again);
    } catch (error) {
      // The next look tries again.
      if (!signal.aborted) parts.onFailure(error);
    } finally {
      running = undefined;
    }
  }

  function wake(): void {
    again = true;
    if (!signal.aborted) running ??= look();
  }

  await note();
  wake();
  // Nothing is delivered before: others have said that it is gone.
  await running;
  const timer = setInterval(wake, lookMilliseconds);
  timer.unref();
  return {
    wake,
    stop: async () => {
      clearInterval(timer);
      controller.abort();
      await running;
      if (cache.isShared) return;
      // Nobody need wait for it. A database that is gone cannot be told, and others notice the silence.
      await purges.noteNode({ id: cache.id, done }).catch(() => {});
    },
  };
}
