import type { AddressGuard } from './address-guard.ts';
import type { WebHeaders } from './fetch-following.ts';
import type { Resolve } from './guarded-agent.ts';
import type { WebClient } from './web-client.ts';

/** What every kind of origin is made with. */
export interface OriginTools {
  readonly client: WebClient;
  /** Sent with every request for a file. */
  readonly headers: WebHeaders;
  /** Of the request at hand; absent: none are sent. */
  readonly traceHeaders?: () => WebHeaders;
  readonly guard: AddressGuard;
  readonly resolve: Resolve;
  readonly headersTimeoutMs: number;
  readonly idleTimeoutMs: number;
}
