import type { BlobStore } from '../domain/blob-store.ts';
import { MediaError } from '../domain/errors.ts';
import type { MediaFacts } from '../domain/media-facts.ts';
import type { Prober } from '../domain/prober.ts';
import type { DeliveryUrl } from '../transform/delivery-url.ts';
import type { EndpointsByPrefix } from '../transform/find-endpoint.ts';
import { type OwnPlaces, readOwnUrl } from '../transform/own-url.ts';
import { parseDeliveryUrl } from '../transform/parse-url.ts';
import { plainClient } from './client.ts';
import type { Deliver } from './deliver.ts';

export interface LookAtUrlParts {
  readonly deliver: Deliver;
  /** Lends a place for what is delivered, so that it can be looked at as a file. */
  readonly blobs: BlobStore;
  readonly prober: Prober;
  /** Base of delivery URLs; it is known only once the server listens. */
  readonly addresses: OwnPlaces;
  readonly id: string;
  readonly endpoints: () => EndpointsByPrefix;
  readonly maxBytes: number;
}

/** What a URL of ours delivers, to whoever asks for it without a key. Undefined for a URL of somebody else. */
export type LookAtUrl = (
  url: string,
  signal: AbortSignal,
) => Promise<{ readonly facts: MediaFacts; readonly sizeBytes: number } | undefined>;

export function createLookAtUrl(parts: LookAtUrlParts): LookAtUrl {
  const { deliver, blobs, prober, maxBytes } = parts;
  return async (text, signal) => {
    const url = parseOwnUrl(text, parts);
    if (url === undefined) return undefined;
    const delivered = await deliver({ url, client: plainClient, signal: () => signal });
    if ('isBeingMade' in delivered) throw notYet();
    if (delivered.stored !== undefined) return delivered.stored;
    const body = await delivered.open(() => signal);
    const staged = await blobs.stage(await body.open(), { maxBytes, signal });
    try {
      const facts = await prober.probe(staged.path, delivered.file.name, signal);
      return { facts, sizeBytes: staged.sizeBytes };
    } finally {
      await staged.discard();
    }
  };
}

function notYet(): MediaError {
  return new MediaError('busy', 'The asset is being prepared. Please try again in a few seconds.');
}

function parseOwnUrl(text: string, { addresses, id, endpoints }: LookAtUrlParts): DeliveryUrl | undefined {
  const behind = readOwnUrl(text, addresses);
  return behind === undefined
    ? undefined
    : parseDeliveryUrl(`/${id}${behind}`, { id, endpoints: endpoints() });
}
