/** A day in UTC: `2026-07-01`. */
export type UsageDay = string;

export function dayOf(moment: Date): UsageDay {
  return moment.toISOString().slice(0, 10);
}

export function addDays(day: UsageDay, count: number): UsageDay {
  return dayOf(new Date(Date.parse(day) + count * millisecondsPerDay));
}

export const millisecondsPerDay = 86_400_000;

/** What deliveries are counted by (spec library-api §12.2). */
export const usageKinds = [
  /** Everything, under the name of the cache's outcome: `hit`, `miss` or `error`. */
  'cache',
  'status',
  'error-reason',
  /** Paths. */
  'missing',
  'image',
  'video',
  'other',
  'image-transformation',
  'video-transformation',
  /** Content types. */
  'format',
  'browser',
  'device',
  'user-agent',
  'referrer',
  /** Two letters (ISO 3166-1). */
  'country',
  'url-endpoint',
] as const;

export type UsageKind = (typeof usageKinds)[number];

/** How often, and how many bytes of bodies were sent. */
export interface UsageTally {
  readonly kind: UsageKind;
  readonly name: string;
  readonly requestCount: number;
  readonly bandwidthBytes: number;
}

/** Longest name that is kept: it stands in an index, and comes from strangers. */
export const maxUsageNameBytes = 1024;
