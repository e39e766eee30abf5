import type { Clock } from '../../domain/clock.ts';
import type { FileRepository, UsageRepository } from '../../domain/database.ts';
import { dayOf, type UsageDay, type UsageKind, type UsageTally, usageKinds } from '../../domain/usage.ts';
import { type PeriodQuery, readPeriod, type UsagePeriod } from './usage-period.ts';
import type { UsageWriter } from './write-usage.ts';

export interface GetUsageParts {
  readonly usage: UsageRepository;
  readonly files: Pick<FileRepository, 'sumSizes'>;
  /** What this node keeps of origins. */
  readonly sources: { sumSizes(): number };
  /** What this node has counted by now is part of every answer; of other nodes, what they have written. */
  readonly writer: Pick<UsageWriter, 'write'>;
  readonly clock: Clock;
}

export interface Usage {
  readonly bandwidthBytes: number;
  /** All versions, at the end of the period. */
  readonly mediaLibraryStorageBytes: number;
  /** Now, on the node that is asked. */
  readonly originalCacheStorageBytes: number;
}

export type Named = Omit<UsageTally, 'kind'>;

/** The most first. */
export interface Ranking {
  readonly byBandwidth: readonly Named[];
  readonly byRequests: readonly Named[];
}

export interface UsageAnalytics {
  readonly period: UsagePeriod;
  readonly generatedAt: Date;
  readonly rankings: Readonly<Record<UsageKind, Ranking>>;
}

export type GetUsage = (query: PeriodQuery) => Promise<Usage>;
export type GetUsageAnalytics = (query: PeriodQuery) => Promise<UsageAnalytics>;

/** Spec library-api §12.2 leaves the length open. */
const rankedNames = 50;

/** Spec library-api §12.1. */
export function createGetUsage(parts: GetUsageParts): GetUsage {
  return async (query) => {
    const period = readPeriod(query, { endIncluded: false });
    await parts.writer.write();
    const outcomes = await parts.usage.list({ ...period, kind: 'cache', by: 'requests', limit: rankedNames });
    return {
      bandwidthBytes: outcomes.reduce((sum, { bandwidthBytes }) => sum + bandwidthBytes, 0),
      mediaLibraryStorageBytes: await findStorage(parts, period.last),
      originalCacheStorageBytes: parts.sources.sumSizes(),
    };
  };
}

/** A past day keeps its level; today has none of its own yet, nor has any day to come. */
async function findStorage({ usage, files, clock }: GetUsageParts, day: UsageDay): Promise<number> {
  if (day >= dayOf(clock.now())) return files.sumSizes();
  return (await usage.findStorage(day)) ?? 0;
}

/** Spec library-api §12.2. */
export function createGetUsageAnalytics({
  usage,
  writer,
  clock,
}: Omit<GetUsageParts, 'files' | 'sources'>): GetUsageAnalytics {
  async function rank(kind: UsageKind, period: UsagePeriod): Promise<Ranking> {
    const list = (by: 'requests' | 'bytes') => usage.list({ ...period, kind, by, limit: rankedNames });
    return { byBandwidth: await list('bytes'), byRequests: await list('requests') };
  }

  return async (query) => {
    const period = readPeriod(query, { endIncluded: true });
    await writer.write();
    const rankings = {} as Record<UsageKind, Ranking>;
    for (const kind of usageKinds) rankings[kind] = await rank(kind, period);
    return { period, generatedAt: clock.now(), rankings };
  };
}
