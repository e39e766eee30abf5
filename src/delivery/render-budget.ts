import { LRUCache } from 'lru-cache';
import { createTokenBucket, type Rate } from '../access/token-bucket.ts';
import { MediaError } from '../domain/errors.ts';

/** Takes one rendition from what this address may have made; throws MediaError rate_limited when there is none left. */
export type SpendRender = (address: string) => void;

const rememberedAddresses = 50_000;

/** Per address, in each process; `now` in milliseconds. Undefined: no limit. */
export function createRenderBudget(rate: Rate | undefined, now: () => number): SpendRender | undefined {
  if (rate === undefined) return undefined;
  const buckets = new LRUCache<string, ReturnType<typeof createTokenBucket>>({ max: rememberedAddresses });
  return (address) => {
    const holder = holderOf(address);
    const take = buckets.get(holder) ?? createTokenBucket(rate);
    buckets.set(holder, take);
    const { allowed, waitMilliseconds } = take(now());
    if (!allowed) throw tooMany(waitMilliseconds);
  };
}

/** Whoever has one IPv6 address has its whole /64: each of them counts as the same. */
function holderOf(address: string): string {
  if (!address.includes(':') || address.toLowerCase().startsWith('::ffff:')) return address;
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  if (tail !== undefined) while (groups.length < 8 - tail.split(':').length) groups.push('0');
  return groups.slice(0, 4).join(':');
}

function tooMany(waitMilliseconds: number): MediaError {
  return new MediaError('rate_limited', 'Too Many Requests', {
    reason: 'ELIMIT - too many new renditions for one address',
    retryAfterSeconds: Math.ceil(waitMilliseconds / 1000),
  });
}
