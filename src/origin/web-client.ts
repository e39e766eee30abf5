import { lookup } from 'node:dns/promises';
import type { Dispatcher } from 'undici';
import type { AddressGuard } from './address-guard.ts';
import { explainFailure } from './failures.ts';
import { type FetchRequest, fetchFollowing } from './fetch-following.ts';
import { createGuardedAgent, type Resolve } from './guarded-agent.ts';
import { withHeadersTimeout } from './headers-timeout.ts';

export interface WebClientOptions {
  readonly guard: AddressGuard;
  /** From the first look-up to the headers of the last hop. */
  readonly headersTimeoutMs: number;
  /** Longest silence of a body. */
  readonly idleTimeoutMs: number;
  readonly maxRedirects: number;
  readonly resolve?: Resolve;
}

/** Asks servers of the web, on the wish of callers: never one that the guard refuses. */
export interface WebClient {
  /** Resolves once headers are there; the caller reads or discards the body. MediaError invalid, as RemoteFiles promises. */
  fetch(url: string, request: WebRequest): Promise<Dispatcher.ResponseData>;
}

export interface WebRequest extends FetchRequest {
  readonly signal: AbortSignal;
}

export function createWebClient(options: WebClientOptions): WebClient {
  const { guard, headersTimeoutMs, idleTimeoutMs, maxRedirects, resolve = resolveAll } = options;
  const dispatcher = createGuardedAgent({ guard, resolve, connectTimeoutMs: headersTimeoutMs });
  return {
    fetch: (url, { signal, ...request }) =>
      withHeadersTimeout({ headersTimeoutMs, signal }, async (eitherSignal) => {
        const hop = { dispatcher, maxRedirects, idleTimeoutMs, signal: eitherSignal };
        return await fetchFollowing(url, { ...hop, ...request }).catch((error) => {
          throw explainFailure(error, 'UNREACHABLE');
        });
      }),
  };
}

export const resolveAll: Resolve = (hostname) => lookup(hostname, { all: true, order: 'verbatim' });
