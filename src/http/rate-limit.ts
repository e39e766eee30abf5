import type { FastifyReply } from 'fastify';
import type { Need } from '../access/permissions.ts';
import { createTokenBucket, type Rate } from '../access/token-bucket.ts';
import { MediaError } from '../domain/errors.ts';

/** Of all keys together; absent: no limit (spec auth-errors-limits §7). */
export interface Rates {
  readonly read?: Rate;
  readonly write?: Rate;
}

export type LimitRate = (level: Need['level'], reply: FastifyReply) => void;

const intervalMilliseconds = 1000;

/** Counts what this process answers. Uploads are exempt: they are not asked here. */
export function createRateLimit(rates: Rates): LimitRate {
  const limits = { read: limitOf(rates.read), write: limitOf(rates.write) };
  return (level, reply) => limits[level]?.(reply);
}

function limitOf(rate: Rate | undefined): ((reply: FastifyReply) => void) | undefined {
  if (rate === undefined) return undefined;
  const take = createTokenBucket(rate);
  return (reply) => {
    const { allowed, waitMilliseconds } = take(performance.now());
    reply
      .header('X-RateLimit-Limit', rate.burst)
      .header('X-RateLimit-Reset', Math.min(waitMilliseconds, intervalMilliseconds))
      .header('X-RateLimit-Interval', intervalMilliseconds);
    if (!allowed) throw refuse(reply, waitMilliseconds);
  };
}

/** The SDKs obey these two and do not read the others (spec auth-errors-limits §6.2). */
function refuse(reply: FastifyReply, waitMilliseconds: number): MediaError {
  reply.header('retry-after', Math.ceil(waitMilliseconds / 1000)).header('retry-after-ms', waitMilliseconds);
  return new MediaError('rate_limited', 'Too many requests. Please try again after some time.');
}
