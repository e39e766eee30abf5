import { LRUCache } from 'lru-cache';
import type { Clock } from '../../domain/clock.ts';

/** That a file was missing, or could not be had, is remembered for a while: a page full of broken links asks each once. */
export interface RememberedFailures {
  find(key: string): RememberedFailure | undefined;
  note(key: string, failure: RememberedFailure): void;
  forget(key: string): void;
  forgetAll(): void;
}

export type RememberedFailure = 'missing' | { readonly error: Error };

const rememberedFailures = 10_000;

export function createRememberedFailures(clock: Clock, seconds: number): RememberedFailures {
  const known = new LRUCache<string, { readonly failure: RememberedFailure; readonly until: number }>({
    max: rememberedFailures,
  });
  return {
    find(key) {
      const kept = known.get(key);
      return kept !== undefined && kept.until > clock.now().getTime() ? kept.failure : undefined;
    },
    note: (key, failure) => void known.set(key, { failure, until: clock.now().getTime() + seconds * 1000 }),
    forget: (key) => void known.delete(key),
    forgetAll: () => known.clear(),
  };
}
