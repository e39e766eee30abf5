import { lookup } from 'node:dns/promises';
import type { Dispatcher } from 'undici';
import type { RemoteFiles } from '../domain/origin.ts';
import type { AddressGuard } from './address-guard.ts';
import { boundedBody } from './bounded-body.ts';
import { downloadFailed, explainFailure } from './failures.ts';
import { discard, fetchFollowing } from './fetch-following.ts';
import { createGuardedAgent, type Resolve } from './guarded-agent.ts';

export interface WebFilesOptions {
  readonly guard: AddressGuard;
  /** From the first look-up to the headers of the last hop. */
  readonly headersTimeoutMs: number;
  /** Longest silence of a body. */
  readonly idleTimeoutMs: number;
  readonly maxRedirects: number;
  readonly resolve?: Resolve;
}

/** Files of the web, fetched on a caller's wish: URL uploads, web origins (spec upload §5.2). */
export function createWebFiles(options: WebFilesOptions): RemoteFiles {
  const { guard, headersTimeoutMs, idleTimeoutMs, maxRedirects, resolve = resolveAll } = options;
  const dispatcher = createGuardedAgent({ guard, resolve, connectTimeoutMs: headersTimeoutMs });

  async function fetch(url: string, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(downloadFailed('TIMED_OUT')), headersTimeoutMs);
    try {
      const eitherSignal = AbortSignal.any([signal, late.signal]);
      return await fetchFollowing(url, { dispatcher, maxRedirects, idleTimeoutMs, signal: eitherSignal });
    } catch (error) {
      signal.throwIfAborted();
      throw explainFailure(error, 'UNREACHABLE');
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    async open(url, { maxBytes, signal }) {
      signal.throwIfAborted();
      const response = await fetch(url, signal);
      try {
        if (response.statusCode < 200 || response.statusCode > 299) throw downloadFailed('BAD_STATUS');
        return boundedBody(response, { maxBytes, signal });
      } catch (error) {
        discard(response);
        throw error;
      }
    },
  };
}

const resolveAll: Resolve = (hostname) => lookup(hostname, { all: true, order: 'verbatim' });
