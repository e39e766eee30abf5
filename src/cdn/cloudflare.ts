import type { Purge, PurgeTarget } from '../domain/purge.ts';
import { askCdn, cdnFailure, isOk } from './ask-cdn.ts';

export interface CloudflareOptions {
  readonly zone: string;
  readonly token: string;
  /** Of the API. */
  readonly address?: string;
}

/** The API of Cloudflare: `POST /zones/:zone/purge_cache`, by `files` or by `prefixes`. */
export function createCloudflare({
  zone,
  token,
  address = 'https://api.cloudflare.com',
}: CloudflareOptions): PurgeTarget {
  const url = new URL(`/client/v4/zones/${encodeURIComponent(zone)}/purge_cache`, address);
  const headers = { authorization: `Bearer ${token}` };
  return {
    async purge(purge, signal) {
      const answer = await askCdn(url, { method: 'POST', headers, body: whatOf(purge) }, signal);
      if (!isOk(answer)) throw cdnFailure('Cloudflare', answer);
    },
  };
}

/** A prefix is host and path: without a scheme, and a query is no part of it. What lies behind one goes as well. */
function whatOf({ url, isPrefix }: Purge): { readonly files: string[] } | { readonly prefixes: string[] } {
  if (!isPrefix) return { files: [url] };
  const [beforeQuery = ''] = url.replace(/\*$/, '').split('?');
  return { prefixes: [beforeQuery.replace(/^https?:\/\//, '')] };
}
