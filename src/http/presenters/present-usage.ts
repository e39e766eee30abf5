import type { UsageKind } from '../../domain/usage.ts';
import type { Named, Ranking, Usage, UsageAnalytics } from '../../library/usage/get-usage.ts';
import type { UsageAnalyticsObject, UsageObject } from '../schemas/usage.ts';
import { presentFileUrl } from './present-urls.ts';

/** Spec library-api §12.1. Nothing here makes video or runs extensions. */
export function presentUsage({
  bandwidthBytes,
  mediaLibraryStorageBytes,
  originalCacheStorageBytes,
}: Usage): UsageObject {
  return {
    bandwidthBytes,
    mediaLibraryStorageBytes,
    videoProcessingUnitsCount: 0,
    extensionUnitsCount: 0,
    originalCacheStorageBytes,
  };
}

/** Spec library-api §12.2. */
export function presentUsageAnalytics(
  { period, generatedAt, rankings }: UsageAnalytics,
  endpoint: string,
): UsageAnalyticsObject {
  const outcomes = rankings.cache.byRequests;
  const countOf = (name: string) => outcomes.find((outcome) => outcome.name === name)?.requestCount ?? 0;
  const ranking = (kind: UsageKind, nameOf = asItIs) => presentRanking(rankings[kind], nameOf);
  const urlOf = (path: string) => presentFileUrl(endpoint, path);
  return {
    startDate: period.first,
    endDate: period.last,
    generatedAt: generatedAt.toISOString(),
    requestCount: sum(outcomes, 'requestCount'),
    bandwidthBytes: sum(outcomes, 'bandwidthBytes'),
    cache: { hitCount: countOf('hit'), missCount: countOf('miss'), errorCount: countOf('error') },
    statusCodes: presentCounts(rankings.status),
    errorReasons: presentCounts(rankings['error-reason']),
    top404Assets: presentCounts(rankings.missing, urlOf),
    extensions: [],
    videoProcessing: [],
    country: presentCountries(rankings.country),
    browser: ranking('browser'),
    device: ranking('device'),
    format: ranking('format'),
    topImages: ranking('image', urlOf),
    topVideos: ranking('video', urlOf),
    topOtherAssets: ranking('other', urlOf),
    topImageTransforms: ranking('image-transformation', withPrefix),
    topVideoTransforms: ranking('video-transformation', withPrefix),
    topReferrers: ranking('referrer'),
    topUserAgents: ranking('user-agent'),
    urlEndpoints: ranking('url-endpoint'),
  };
}

const asItIs = (name: string) => name;
const withPrefix = (transformation: string) => `tr:${transformation}`;

function presentRanking({ byBandwidth, byRequests }: Ranking, nameOf: (name: string) => string) {
  const present = ({ name, bandwidthBytes, requestCount }: Named) => ({
    name: nameOf(name),
    bandwidthBytes,
    requestCount,
  });
  return { byBandwidth: byBandwidth.map(present), byRequests: byRequests.map(present) };
}

function presentCounts({ byRequests }: Ranking, nameOf = asItIs) {
  return byRequests.map(({ name, requestCount }) => ({ name: nameOf(name), requestCount }));
}

const countryNames = new Intl.DisplayNames(['en'], { type: 'region' });

function presentCountries({ byBandwidth, byRequests }: Ranking) {
  const present = ({ name: code, bandwidthBytes, requestCount }: Named) => ({
    code,
    name: countryNames.of(code) ?? code,
    bandwidthBytes,
    requestCount,
  });
  return { byBandwidth: byBandwidth.map(present), byRequests: byRequests.map(present) };
}

function sum(outcomes: readonly Named[], measure: 'requestCount' | 'bandwidthBytes'): number {
  return outcomes.reduce((total, outcome) => total + outcome[measure], 0);
}
