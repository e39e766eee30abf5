import { type Static, Type } from 'typebox';
import { moment } from './file.ts';

const count = (description: string) => Type.Integer({ description });
const requestCount = count('Requests.');
const bandwidthBytes = count('Bytes sent.');

/** Spec library-api §12.1. */
export const UsageObject = Type.Object(
  {
    bandwidthBytes: count('Bytes delivered in the period.'),
    mediaLibraryStorageBytes: count('Bytes of all versions of all files, at its end.'),
    videoProcessingUnitsCount: count('0: videos are not counted.'),
    extensionUnitsCount: count('0: extensions are not counted.'),
    originalCacheStorageBytes: count('What the node that was asked keeps of origins, now.'),
  },
  {
    title: 'Usage',
    description: 'The usage of the period.',
    examples: [
      {
        bandwidthBytes: 5211000,
        mediaLibraryStorageBytes: 90112000,
        videoProcessingUnitsCount: 0,
        extensionUnitsCount: 0,
        originalCacheStorageBytes: 0,
      },
    ],
  },
);
export type UsageObject = Static<typeof UsageObject>;

const Tally = Type.Object({ name: Type.String(), bandwidthBytes, requestCount });
const Country = Type.Object({ code: Type.String(), name: Type.String(), bandwidthBytes, requestCount });
const counts = (description: string) =>
  Type.Array(Type.Object({ name: Type.String(), requestCount }), { description });

function ranking(description: string) {
  return Type.Object({ byBandwidth: Type.Array(Tally), byRequests: Type.Array(Tally) }, { description });
}

/** Spec library-api §12.2. */
export const UsageAnalyticsObject = Type.Object(
  {
    startDate: Type.String({ description: 'First day of the period.' }),
    endDate: Type.String({ description: 'Last day of the period.' }),
    generatedAt: moment('When this was put together.'),
    requestCount: count('Requests of the period.'),
    bandwidthBytes: count('Bytes sent in the period.'),
    cache: Type.Object(
      {
        hitCount: count('Answered from the cache.'),
        missCount: count('Made for the request.'),
        errorCount: count('Refused.'),
      },
      { description: 'How requests were answered.' },
    ),
    statusCodes: counts('By status.'),
    errorReasons: counts('By the reason of an error.'),
    top404Assets: counts('URLs that nothing was found for.'),
    extensions: Type.Array(Type.Unknown(), { description: 'Empty: extensions are not counted.' }),
    videoProcessing: Type.Array(Type.Unknown(), { description: 'Empty: videos are not counted.' }),
    country: Type.Object(
      { byBandwidth: Type.Array(Country), byRequests: Type.Array(Country) },
      { description: 'By country, where a proxy in front says which.' },
    ),
    browser: ranking('By browser.'),
    device: ranking('By kind of device.'),
    format: ranking('By content type.'),
    topImages: ranking('By URL of a picture.'),
    topVideos: ranking('By URL of a video.'),
    topOtherAssets: ranking('By URL of anything else.'),
    topImageTransforms: ranking('By transformation of pictures.'),
    topVideoTransforms: ranking('By transformation of videos.'),
    topReferrers: ranking('By the page that asked.'),
    topUserAgents: ranking('By user agent.'),
    urlEndpoints: ranking('By URL-endpoint.'),
  },
  { title: 'UsageAnalytics', description: 'The usage of the period, in detail.' },
);
export type UsageAnalyticsObject = Static<typeof UsageAnalyticsObject>;
