import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { Clock } from '../domain/clock.ts';
import type { Database } from '../domain/database.ts';
import { createGetUsage, createGetUsageAnalytics, type GetUsageParts } from '../library/usage/get-usage.ts';
import { startUsageWriter } from '../library/usage/write-usage.ts';
import { createDeliveryCounter } from '../usage/count-deliveries.ts';

interface UsageJoint {
  readonly config: Config;
  readonly database: Database;
  readonly sources: GetUsageParts['sources'];
  readonly clock: Clock;
  readonly log: Logger;
}

/** What is counted at delivery, written by day, and asked for through the API. */
export function joinUsage({ config, database, sources, clock, log }: UsageJoint) {
  const { usage, files } = database;
  const counter = createDeliveryCounter();
  const writer = startUsageWriter({
    counter,
    usage,
    files,
    clock,
    intervalSeconds: config.usageSeconds,
    onFailure: (error) => log.error({ err: error }, 'the usage could not be written'),
  });
  const parts = { usage, files, sources, writer, clock };
  return {
    count: counter.count,
    getUsage: createGetUsage(parts),
    getUsageAnalytics: createGetUsageAnalytics(parts),
    stop: writer.stop,
  };
}
