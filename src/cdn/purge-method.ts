import type { PurgeTarget } from '../domain/purge.ts';
import { askCdn, cdnFailure, isOk } from './ask-cdn.ts';

/** What is not there need not be forgotten: Varnish says 404, ngx_cache_purge says 404 or 412. */
const notCached = new Set([404, 412]);

/** Every kind of client that one URL may be kept for: nginx keeps them apart by its key. */
const clients = ['*/*', 'image/webp', 'image/avif', 'image/avif,image/webp'];

/**
 * Varnish and nginx (ngx_cache_purge): `PURGE` for the public URL, sent to where the cache itself is. A prefix ends in `*`, as nginx
 * wants it; Varnish is told the same as a pattern, for a ban (docs/operations.md).
 */
export function createPurgeMethod({
  address,
  token,
}: {
  readonly address: string;
  readonly token?: string;
}): PurgeTarget {
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };

  async function send(target: string, headers: Record<string, string>, signal: AbortSignal): Promise<void> {
    const asked = { method: 'PURGE', headers: { ...headers, ...authorization } };
    const answer = await askCdn(new URL(target, address), asked, signal);
    if (!isOk(answer) && !notCached.has(answer.status)) throw cdnFailure(address, answer);
  }

  return {
    async purge({ url, isPrefix }, signal) {
      const { host, pathname, search } = new URL(url);
      const target = `${pathname}${search}`;
      if (isPrefix) {
        await send(target, { host, 'x-purge-pattern': patternOf(target.replace(/\*$/, '')) }, signal);
        return;
      }
      for (const accept of clients) await send(target, { host, accept }, signal);
    },
  };
}

/** Literally this beginning, whatever a URL may hold: `.`, `?` and `+` would mean more to a regular expression. */
function patternOf(prefix: string): string {
  return `^${prefix.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`;
}
