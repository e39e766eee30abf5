import type { PurgeTarget } from '../domain/purge.ts';
import { createCloudflare } from './cloudflare.ts';
import { createFastly } from './fastly.ts';
import { createHttpHook } from './http-hook.ts';
import { createPurgeMethod } from './purge-method.ts';

/** A cache in front of this server, as the operator names it. */
export type CdnPlace =
  | { readonly kind: 'purge' | 'post'; readonly address: string }
  /** `address`: of their API, when it is not the usual one. */
  | { readonly kind: 'cloudflare' | 'fastly'; readonly id: string; readonly address?: string };

export function createCdnTarget(place: CdnPlace, token: string | undefined): PurgeTarget {
  switch (place.kind) {
    case 'purge':
      return createPurgeMethod({ address: place.address, ...(token !== undefined && { token }) });
    case 'post':
      return createHttpHook({ address: place.address, ...(token !== undefined && { token }) });
    case 'cloudflare':
      return createCloudflare({ zone: place.id, token: token ?? '', ...addressOf(place) });
    case 'fastly':
      return createFastly({ service: place.id, token: token ?? '', ...addressOf(place) });
  }
}

function addressOf({ address }: { readonly address?: string }): { readonly address?: string } {
  return address === undefined ? {} : { address };
}
