import type { PurgeTarget } from '../domain/purge.ts';
import { askCdn, cdnFailure, isOk } from './ask-cdn.ts';

/** A program of the operator's, for caches that are not known here: `POST {"url": "https://…/cats/*", "prefix": true}`. */
export function createHttpHook({
  address,
  token,
}: {
  readonly address: string;
  readonly token?: string;
}): PurgeTarget {
  return {
    async purge({ url, isPrefix }, signal) {
      const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
      const body = { url, prefix: isPrefix };
      const answer = await askCdn(new URL(address), { method: 'POST', headers, body }, signal);
      if (!isOk(answer)) throw cdnFailure(address, answer);
    },
  };
}
