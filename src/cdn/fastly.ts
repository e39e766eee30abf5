import type { PurgeTarget } from '../domain/purge.ts';
import { askCdn, cdnFailure, isOk } from './ask-cdn.ts';

export interface FastlyOptions {
  readonly service: string;
  readonly token: string;
  /** Of the API. */
  readonly address?: string;
}

/** The API of Fastly. It forgets one URL or all of a service: a prefix therefore forgets all. */
export function createFastly({
  service,
  token,
  address = 'https://api.fastly.com',
}: FastlyOptions): PurgeTarget {
  const headers = { 'fastly-key': token, accept: 'application/json' };
  return {
    async purge({ url, isPrefix }, signal) {
      const path = isPrefix
        ? `/service/${encodeURIComponent(service)}/purge_all`
        : `/purge/${url.replace(/^https?:\/\//, '')}`;
      const answer = await askCdn(new URL(path, address), { method: 'POST', headers }, signal);
      if (!isOk(answer)) throw cdnFailure('Fastly', answer);
    },
  };
}
