import { randomUUID } from 'node:crypto';
import type { OriginPlace } from '../domain/external-origin.ts';
import type { Origin } from '../domain/origin.ts';
import { createAkeneoCatalogue } from './akeneo-catalogue.ts';
import { createAzureContainer } from './azure-container.ts';
import type { WebHeaders } from './fetch-following.ts';
import { createGoogleBucket } from './google-bucket.ts';
import type { OriginTools } from './origin-tools.ts';
import { createWebClient, resolveAll, type WebClientOptions } from './web-client.ts';
import { createWebFolder } from './web-folder.ts';
import { createWebProxy } from './web-proxy.ts';

export interface OpenOriginOptions extends Omit<WebClientOptions, 'resolve'> {
  /** Value of `x-req-from` (spec delivery §3.2). */
  readonly requestFrom: string;
  /** By which this process knows its own requests when they come back to it. */
  readonly loopMark: string;
  /** For servers of the operator's, never for those of whom a visitor names. */
  readonly traceHeaders?: () => WebHeaders;
}

/** Whether a request for a file has been through this process already: an origin that leads back to it would ask for ever. */
export function makeLoopMark(): string {
  return `calotype-${randomUUID()}`;
}

/** Makes an origin of its description. Nothing is asked before a file is. */
export function createOpenOrigin(options: OpenOriginOptions): (place: OriginPlace) => Origin {
  const { guard, headersTimeoutMs, idleTimeoutMs, requestFrom, loopMark, traceHeaders } = options;
  const tools: OriginTools = {
    client: createWebClient(options),
    headers: { 'x-req-from': requestFrom, 'cdn-loop': loopMark },
    ...(traceHeaders && { traceHeaders }),
    guard,
    resolve: resolveAll,
    headersTimeoutMs,
    idleTimeoutMs,
  };
  return (place) => openPlace(place, tools);
}

function openPlace(place: OriginPlace, tools: OriginTools): Origin {
  switch (place.type) {
    case 'WEB_FOLDER':
      return createWebFolder(place, tools);
    case 'WEB_PROXY':
      return createWebProxy(tools);
    case 'GCS':
      return createGoogleBucket(place, tools);
    case 'AZURE_BLOB':
      return createAzureContainer(place, tools);
    case 'AKENEO_PIM':
      return createAkeneoCatalogue(place, tools);
    case 'S3':
    case 'S3_COMPATIBLE':
    case 'CLOUDINARY_BACKUP':
      return openS3Bucket(place, tools);
  }
}

type S3Place = Extract<OriginPlace, { readonly accessKey: string }>;

/** The SDK is large: it is loaded when the first file is asked for. */
function openS3Bucket(place: S3Place, tools: OriginTools): Origin {
  let bucket: Promise<Origin> | undefined;
  return {
    async open(path, request) {
      bucket ??= import('./s3-bucket.ts').then(({ createS3Bucket }) => createS3Bucket(place, tools));
      return await (await bucket).open(path, request);
    },
  };
}
