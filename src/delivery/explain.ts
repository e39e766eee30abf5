import { authenticate } from '../access/authenticate.ts';
import { mayRead } from '../access/permissions.ts';
import type { Clock } from '../domain/clock.ts';
import { MediaError } from '../domain/errors.ts';
import type { KeyPair } from '../domain/key-pair.ts';
import type { Deliver } from './deliver.ts';
import type { Delivered, DeliveryRequest } from './delivered.ts';
import { readSignature } from './read-signature.ts';

export interface ExplainParts {
  readonly deliver: Deliver;
  readonly keyPairs: () => readonly KeyPair[];
  readonly clock: Clock;
  /** First path segment of delivery URLs. */
  readonly id: string;
}

export interface ExplainRequest extends DeliveryRequest {
  readonly spendRender?: (() => void) | undefined;
  /** The header as it came. */
  readonly authorization: string | undefined;
}

/** Why the answer to a request is what it is: plain JSON. */
export type Explanation = Readonly<Record<string, unknown>>;

/**
 * Undefined for whoever has neither a key nor a signed URL: a plan tells what a private file looks like, and how long something
 * took tells what others have asked for.
 */
export type Explain = (request: ExplainRequest) => Promise<Explanation | undefined>;

export function createExplain(parts: ExplainParts): Explain {
  return async (request) => {
    if (!mayBeTold(request, parts)) return undefined;
    const { path, transformation } = request.url;
    const asked = { endpoint: parts.id, path, transformation };
    const begun = performance.now();
    try {
      const delivered = await parts.deliver(request);
      const planned = performance.now();
      if ('isBeingMade' in delivered) return { ...asked, answer: 'a model is at work' };
      const body = await delivered.open(request.signal, request.spendRender);
      const { contentType, coding, sizeBytes, tier } = body;
      return {
        ...asked,
        ...describe(delivered),
        answer: { contentType, coding, sizeBytes, etag: delivered.etag, cache: delivered.cache },
        tier,
        timings: {
          planMilliseconds: planned - begun,
          bodyMilliseconds: performance.now() - planned,
        },
      };
    } catch (error) {
      if (!(error instanceof MediaError)) throw error;
      const { code, message, reason } = error;
      return { ...asked, error: { code, message, reason } };
    }
  };
}

function mayBeTold({ url, authorization }: ExplainRequest, { keyPairs, clock }: ExplainParts): boolean {
  const now = clock.now();
  if (readSignature(url, keyPairs(), now) === 'valid') return true;
  try {
    return mayRead(authenticate(authorization, keyPairs(), now), 'media');
  } catch (error) {
    if (error instanceof MediaError) return false;
    throw error;
  }
}

function describe({ file, isDefaultImage, print, variesOn }: Delivered): Explanation {
  const { id, key, number, blobHash, sizeBytes, facts } = file.current;
  return {
    source: {
      origin: file.remote?.originId ?? 'library',
      isDefaultImage,
      fileId: file.id,
      versionId: id,
      versionKey: key,
      versionNumber: number,
      contentHash: blobHash,
      sizeBytes,
      facts,
    },
    variesOn,
    ...(print.kind === 'original' ? { plan: 'the stored bytes' } : { plan: print.plan, key: print.key }),
  };
}
